package org.ilf4j.model;

import java.util.List;

/** Anything that continues text: a checkpoint on this machine or a server elsewhere. */
public interface LanguageModel extends AutoCloseable {

  /** A short name for tables and manifests, such as {@code codegen-nano}. */
  String name();

  /**
   * A digest that changes with the weights, so that a run directory can tell whose samples it
   * holds.
   */
  String fingerprint();

  /**
   * Draws completions. The same options, stream and sample index give the same completion whatever
   * else is in {@code requests}. Polls interruption at each token step.
   *
   * @param requests prompts with their sample counts; a prompt that does not fit the context with
   *     {@code maxNewTokens} is an error before any work
   * @param options how to draw
   * @param listener called on the calling thread for each finished completion
   */
  void generate(
      List<GenerationRequest> requests, GenerationOptions options, GenerationListener listener);

  @Override
  void close();
}
