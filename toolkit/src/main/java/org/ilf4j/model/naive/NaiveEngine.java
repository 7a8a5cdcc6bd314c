package org.ilf4j.model.naive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.ilf4j.model.engine.Engine;
import org.ilf4j.model.engine.Prefix;
import org.ilf4j.model.engine.Rotary;
import org.ilf4j.model.engine.Row;

/**
 * The control: CodeGen as one reads it, one token after another, sums in double precision. Slow;
 * the fast engines are checked against it.
 */
public final class NaiveEngine implements Engine {
  private final CodeGenConfig config;
  private final float[] embedding;
  private final NaiveBlock[] blocks;
  private final float[] normWeight;
  private final float[] normBias;
  private final float[] headWeight;
  private final float[] headBias;

  /** Takes the weights of a checkpoint. */
  public NaiveEngine(Checkpoint checkpoint) {
    config = checkpoint.config();
    embedding = checkpoint.floats("transformer.wte.weight");
    blocks = new NaiveBlock[config.layers()];
    Rotary rotary = new Rotary(config);
    Arrays.setAll(blocks, layer -> new NaiveBlock(checkpoint, rotary, layer));
    normWeight = checkpoint.floats("transformer.ln_f.weight");
    normBias = checkpoint.floats("transformer.ln_f.bias");
    headWeight = checkpoint.floats("lm_head.weight");
    headBias = checkpoint.floats("lm_head.bias");
  }

  @Override
  public String name() {
    return "plain loops in Java, the control";
  }

  @Override
  public String toString() {
    return name();
  }

  @Override
  public CodeGenConfig config() {
    return config;
  }

  @Override
  public Prefix prefill(int[] prompt, float[] logits) {
    NaiveRow row = new NaiveRow(config.layers());
    float[] last = null;
    for (int token : prompt) {
      last = forward(row, token);
    }
    System.arraycopy(last, 0, logits, 0, last.length);
    return row.asPrefix();
  }

  @Override
  public Row open(Prefix prefix, int capacity) {
    return ((NaiveRow) prefix).continued();
  }

  @Override
  public void step(List<? extends Row> rows, int[] tokens, float[] logits) {
    for (int i = 0; i < rows.size(); i++) {
      float[] next = forward((NaiveRow) rows.get(i), tokens[i]);
      System.arraycopy(next, 0, logits, i * config.vocabSize(), next.length);
    }
  }

  @Override
  public float[][] logits(int[] tokens) {
    NaiveRow row = new NaiveRow(config.layers());
    List<float[]> logits = new ArrayList<>();
    for (int token : tokens) {
      logits.add(forward(row, token));
    }
    return logits.toArray(float[][]::new);
  }

  private float[] forward(NaiveRow row, int token) {
    int width = config.width();
    float[] x = Arrays.copyOfRange(embedding, token * width, (token + 1) * width);
    for (int layer = 0; layer < blocks.length; layer++) {
      x = blocks[layer].forward(x, row.keys(layer), row.values(layer));
    }
    row.advance();
    x = NaiveMath.layerNorm(x, normWeight, normBias, config.layerNormEps());
    return NaiveMath.linear(x, headWeight, headBias, config.vocabSize());
  }

  @Override
  public void close() {}
}
