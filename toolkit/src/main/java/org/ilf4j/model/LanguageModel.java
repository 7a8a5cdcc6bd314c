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

  /**
   * Continues a text with the likeliest tokens, up to the next statement at the margin ({@link
   * GenerationOptions#GREEDY}). A notebook shows the code highlighted and, where the model tells
   * them, the tokens' probabilities as colours; as text it is the code:
   *
   * <pre>{@code
   * model.complete(PromptTemplate.mbpp().render(tasks.byId(50)).text())   // codegen-nano's answer:
   *
   * """
   * Write a function to take a text, split it into words and return the list.
   *
   * >>> Example: split_words("river leaf97") = ["river", "leaf97"]
   * """
   *
   * def split_words(text):
   *     result = text.split()
   *     return result
   * # 12 tokens, perplexity 1.05
   * }</pre>
   */
  default Completion complete(String prompt) {
    return complete(prompt, GenerationOptions.GREEDY);
  }

  /**
   * The same with another limit of new tokens.
   *
   * <pre>{@code
   * model.complete("def fib(n):", 40)
   * }</pre>
   */
  default Completion complete(String prompt, int maxNewTokens) {
    return complete(prompt, GenerationOptions.GREEDY.withMaxNewTokens(maxNewTokens));
  }

  /**
   * Continues a text once.
   *
   * <pre>{@code
   * model.complete("def fib(n):", GenerationOptions.PAPER.withSeed(3).withMaxNewTokens(80))
   * }</pre>
   */
  default Completion complete(String prompt, GenerationOptions options) {
    return new Completion(prompt, OneCompletion.of(this, prompt, options).text(), List.of());
  }

  @Override
  void close();
}
