package org.ilf4j.model;

import java.nio.file.Path;
import java.util.List;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CheckpointException;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.ilf4j.model.engine.Engine;
import org.ilf4j.model.hub.HubSettings;
import org.ilf4j.model.tokenizer.Tokenizer;

/**
 * A CodeGen model on this machine.
 *
 * <pre>{@code
 * var model = CodeGen.load("nano");        // or a Hub name, or a folder
 * }</pre>
 */
public final class CodeGen implements LanguageModel {
  private final String name;
  private final Checkpoint checkpoint;
  private final Tokenizer tokenizer;
  private Engine engine;
  private Decoder decoder;

  private CodeGen(String name, Checkpoint checkpoint, Tokenizer tokenizer) {
    this.name = name;
    this.checkpoint = checkpoint;
    this.tokenizer = tokenizer;
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
    return LoadedModels.named(name, HubSettings.ofThisMachine());
  }

  /** Loads a checkpoint folder. */
  public static CodeGen load(Path folder) {
    return load(folder, folder.toAbsolutePath().normalize().getFileName().toString());
  }

  static CodeGen load(Path folder, String name) {
    return LoadedModels.folder(folder, name);
  }

  /** A model of weights in memory, such as a fine-tuned one. */
  public static CodeGen of(Checkpoint checkpoint, Tokenizer tokenizer, String name) {
    if (tokenizer.size() > checkpoint.config().vocabSize()) {
      throw new CheckpointException(
          "The tokenizer of %s knows %d tokens, its weights %d; take both from one checkpoint."
              .formatted(name, tokenizer.size(), checkpoint.config().vocabSize()));
    }
    return new CodeGen(name, checkpoint, tokenizer);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String fingerprint() {
    return checkpoint.sha256();
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

  /** What computes the forward pass; made at the first use. */
  public synchronized Engine engine() {
    if (engine == null) {
      engine = EngineChoice.of(checkpoint);
    }
    return engine;
  }

  @Override
  public void generate(
      List<GenerationRequest> requests, GenerationOptions options, GenerationListener listener) {
    decoder().generate(requests, options, listener);
  }

  private synchronized Decoder decoder() {
    if (decoder == null) {
      decoder = new Decoder(engine(), tokenizer);
    }
    return decoder;
  }

  /** Writes weights and tokenizer in the layout that {@link #load(Path)} and transformers read. */
  public void save(Path folder) {
    checkpoint.save(folder);
    tokenizer.save(folder);
  }

  @Override
  public synchronized void close() {
    if (engine != null) {
      engine.close();
      engine = null;
      decoder = null;
    }
  }

  @Override
  public String toString() {
    return name + ": " + checkpoint;
  }
}
