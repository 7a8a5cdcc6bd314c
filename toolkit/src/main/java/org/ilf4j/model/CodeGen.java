package org.ilf4j.model;

import java.nio.file.Path;
import java.util.List;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CheckpointException;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.ilf4j.model.engine.Engine;
import org.ilf4j.model.engine.Precision;
import org.ilf4j.model.hub.HubSettings;
import org.ilf4j.model.tokenizer.Tokenizer;
import org.ilf4j.progress.Progress;

/**
 * A CodeGen model on this machine.
 *
 * <pre>{@code
 * var model = CodeGen.load("nano");        // or a Hub name, or a folder
 * }</pre>
 */
public final class CodeGen implements LanguageModel {
  private static final long STANDARD_BUDGET = 0;

  private final String name;
  private final Checkpoint checkpoint;
  private final Tokenizer tokenizer;
  private final Precision precision;
  private final long cacheBudget;
  private Engine engine;
  private Decoder decoder;

  private CodeGen(
      String name,
      Checkpoint checkpoint,
      Tokenizer tokenizer,
      Precision precision,
      long cacheBudget) {
    this.cacheBudget = cacheBudget;
    this.name = name;
    this.checkpoint = checkpoint;
    this.tokenizer = tokenizer;
    this.precision = precision;
  }

  /**
   * Loads a model by name.
   *
   * @param name {@code "nano"}, the small model inside this library; a checkpoint folder; or a Hub
   *     name such as {@code "Salesforce/codegen-350M-mono"}, read from the user's Hub cache or
   *     downloaded into it ({@code HF_HOME}, {@code HF_TOKEN} and {@code HF_ENDPOINT} are honoured)
   * @throws org.ilf4j.model.checkpoint.CheckpointException for an unknown name, files that are no
   *     CodeGen, or a model that does not fit into memory
   * @throws org.ilf4j.model.hub.HubException where the Hub does not give it
   */
  public static CodeGen load(String name) {
    return load(name, Precision.FLOAT32);
  }

  /**
   * Loads a model by name with its weights in another precision than float32, to save memory or
   * time; {@link Precision} says what each costs.
   *
   * @throws IllegalArgumentException for a precision that nothing on this machine computes in
   */
  public static CodeGen load(String name, Precision precision) {
    return LoadedModels.named(name, precision, HubSettings::ofThisMachine);
  }

  /** Loads a checkpoint folder. */
  public static CodeGen load(Path folder) {
    return load(folder, Precision.FLOAT32);
  }

  /** Loads a checkpoint folder with its weights in this precision. */
  public static CodeGen load(Path folder, Precision precision) {
    return LoadedModels.folder(folder, precision);
  }

  /** A model of weights in memory, such as a fine-tuned one. */
  public static CodeGen of(Checkpoint checkpoint, Tokenizer tokenizer, String name) {
    if (tokenizer.size() > checkpoint.config().vocabSize()) {
      throw new CheckpointException(
          "The tokenizer of %s knows %d tokens, its weights %d; take both from one checkpoint."
              .formatted(name, tokenizer.size(), checkpoint.config().vocabSize()));
    }
    return new CodeGen(name, checkpoint, tokenizer, Precision.FLOAT32, STANDARD_BUDGET);
  }

  /**
   * The same checkpoint with its weights in this precision in memory: a model of its own, which
   * loads them when it is first used. Its name and fingerprint tell the precision.
   *
   * @throws IllegalArgumentException for a precision that nothing on this machine computes in
   */
  public CodeGen in(Precision other) {
    EngineChoice.requireRunnable(other);
    return new CodeGen(name, checkpoint, tokenizer, other, cacheBudget);
  }

  /**
   * The same model whose keys and values take at most so much memory while it samples: a model of
   * its own, which loads its weights when it is first used. The budget decides how many samples are
   * written at once, never what is written; one is always written, even where it does not fit. If
   * not set, it is a third of Java's heap, less beside weights that fill it (our choice). The
   * progress line tells what is taken.
   *
   * <pre>{@code
   * var model = CodeGen.load("nano").withCacheBudget(200_000_000);   // 200 MB
   * }</pre>
   *
   * @param bytes 1 or more
   */
  public CodeGen withCacheBudget(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException(
          "The budget for keys and values is %d bytes; give 1 or more, such as 1_000_000_000 for 1 GB."
              .formatted(bytes));
    }
    return new CodeGen(name, checkpoint, tokenizer, precision, bytes);
  }

  /** Bytes that keys and values may take while it samples. */
  public long cacheBudget() {
    return cacheBudget == STANDARD_BUDGET ? CacheBudget.standard(config(), precision) : cacheBudget;
  }

  @Override
  public String name() {
    return precision == Precision.FLOAT32 ? name : name + " (" + precision + ")";
  }

  @Override
  public String fingerprint() {
    String weights = checkpoint.sha256();
    return precision == Precision.FLOAT32 ? weights : weights + "-" + precision;
  }

  /** How its weights are kept in memory. */
  public Precision precision() {
    return precision;
  }

  /** The model's shape. */
  public CodeGenConfig config() {
    return checkpoint.config();
  }

  /** The weights. */
  public Checkpoint checkpoint() {
    return checkpoint;
  }

  /** Text to ids and back. */
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /**
   * What computes the forward pass; made at the first use. For a large model the progress line says
   * what memory it takes.
   *
   * @throws org.ilf4j.model.checkpoint.CheckpointException where that memory is not there
   */
  public synchronized Engine engine() {
    if (engine == null) {
      engine = loaded();
    }
    return engine;
  }

  private Engine loaded() {
    MemoryNeed need = MemoryNeed.of(name, config(), precision);
    if (!need.isWorthSaying()) {
      return EngineChoice.of(checkpoint, precision);
    }
    try (Progress progress = Progress.start(need + ", loading", 1, "models")) {
      progress.kept("");
      need.requireRoom();
      Engine made = EngineChoice.of(checkpoint, precision);
      progress.advance(1);
      return made;
    }
  }

  @Override
  public void generate(
      List<GenerationRequest> requests, GenerationOptions options, GenerationListener listener) {
    decoder().generate(requests, options, listener);
  }

  private synchronized Decoder decoder() {
    if (decoder == null) {
      decoder = new Decoder(engine(), tokenizer, name(), cacheBudget());
    }
    return decoder;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Near the context's end it writes fewer tokens.
   */
  @Override
  public Completion complete(String prompt) {
    int[] given = tokenizer.encode(GenerationRequest.requirePrompt(prompt));
    int room = config().contextLength() - given.length;
    int most = GenerationOptions.GREEDY.maxNewTokens();
    return complete(prompt, Math.max(1, Math.min(most, room)));
  }

  /** Continues a text once; the completion tells each token's probability. */
  @Override
  public Completion complete(String prompt, GenerationOptions options) {
    Generation generation = OneCompletion.of(this, prompt, options);
    int[] ids = generation.tokens().stream().mapToInt(Integer::intValue).toArray();
    return new TextScore(engine(), tokenizer, name())
        .completion(prompt, generation.text(), ids, generation.logProbabilities());
  }

  /**
   * How likely the model holds each token of a given completion. An empty prompt stands for the
   * beginning of a document.
   */
  public Completion tokenProbabilities(String prompt, String completion) {
    return new TextScore(engine(), tokenizer, name()).of(prompt, completion);
  }

  /**
   * How surprised the model is by a completion: 1 for not at all, the vocabulary's size for no
   * idea, more where it held other tokens for likelier; NaN for an empty one.
   *
   * @see Completion#perplexity()
   */
  public double perplexity(String prompt, String completion) {
    return tokenProbabilities(prompt, completion).perplexity();
  }

  /**
   * Writes weights and tokenizer in the layout that {@link #load(Path)} and transformers read. The
   * weights are written as the checkpoint holds them, whatever {@link #precision} they were loaded
   * in: in the type of the files they came from, or in float32 where they were trained here.
   *
   * @throws org.ilf4j.model.checkpoint.CheckpointException where no folder can be made there
   */
  public void save(Path folder) {
    checkpoint.save(folder);
    tokenizer.save(folder);
  }

  /** Frees the weights. Using the model again loads them again. */
  @Override
  public synchronized void close() {
    if (engine != null) {
      engine.close();
      engine = null;
      decoder = null;
    }
  }

  @Override
  public synchronized String toString() {
    return name() + ": " + checkpoint + (engine == null ? "" : "; runs on " + engine.name());
  }
}
