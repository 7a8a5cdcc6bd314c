package org.ilf4j.model.engine;

import java.util.List;
import org.ilf4j.model.checkpoint.CodeGenConfig;

/**
 * CodeGen's forward pass. A prompt is computed once ({@link #prefill}); any number of rows continue
 * it ({@link #open}), each with keys and values of its own behind the shared ones; {@link #step}
 * moves many rows, of any prompts, by one token.
 *
 * <p>A row's logits do not depend on the rows beside it. Engines are used from one thread at a
 * time; only {@link #softmaxWeights} may be called from several.
 *
 * <pre>{@code
 * float[] logits = new float[engine.config().vocabSize()];
 * try (Prefix prefix = engine.prefill(prompt, logits);
 *     Row row = engine.open(prefix, 128)) {
 *   engine.step(List.of(row), new int[] {token}, logits);
 * }
 * }</pre>
 */
public interface Engine extends AutoCloseable {

  /** What runs and how, such as {@code plain Java, Vector API, float32, 2 threads}. */
  String name();

  /** The model's shape. */
  CodeGenConfig config();

  /**
   * Computes a prompt.
   *
   * @param prompt 1 to {@code contextLength} ids
   * @param logits filled with the logits of the token after the prompt; at least vocabSize long
   * @return the prompt's keys and values, to be closed after its rows
   */
  Prefix prefill(int[] prompt, float[] logits);

  /** Bytes that the keys and values of so many tokens take, of a prompt or of one row behind it. */
  default long cacheBytes(int tokens) {
    return tokens * config().cacheBytesPerToken();
  }

  /**
   * Begins a continuation of a prompt.
   *
   * @param capacity most tokens that will be stepped
   */
  Row open(Prefix prefix, int capacity);

  /**
   * Appends one token to each row.
   *
   * @param rows distinct open rows
   * @param tokens one id for each row
   * @param logits filled row after row with the logits of the next token; rows times vocabSize
   */
  void step(List<? extends Row> rows, int[] tokens, float[] logits);

  /** The logits after each position of a text, such as to score a program. */
  float[][] logits(int[] tokens);

  /**
   * Softmax weights of one row's logits, as {@link Softmax#weights} computes them, bit for bit.
   *
   * @return the weights' sum
   */
  default float softmaxWeights(
      float[] logits, int from, int count, float inverseTemperature, float[] weights) {
    return Softmax.weights(logits, from, count, inverseTemperature, weights);
  }

  /**
   * Works on items that have nothing to do with each other, such as draws from rows' logits, on as
   * many threads as the last step took.
   *
   * @param count how many items
   * @param work gets each item in one share; shares may run at the same time
   */
  default void share(int count, Share work) {
    work.run(0, count);
  }

  /** Works on the items {@code from} to before {@code to}. */
  @FunctionalInterface
  interface Share {
    void run(int from, int to);
  }

  /** Frees the weights. */
  @Override
  void close();
}
