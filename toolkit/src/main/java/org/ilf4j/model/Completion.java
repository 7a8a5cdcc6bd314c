package org.ilf4j.model;

import java.util.List;

/**
 * A prompt, what follows it, and how likely a model holds each token of that. As text it is the
 * code itself; a notebook shows it highlighted, with improbable tokens marked.
 *
 * @param prompt the text given
 * @param text the text that follows
 * @param tokens the tokens of {@code text}; the last may reach beyond where a stop rule cut it;
 *     empty where the model, such as a server, does not tell them
 */
public record Completion(String prompt, String text, List<TokenProbability> tokens) {
  /** Keeps its own list. */
  public Completion {
    tokens = List.copyOf(tokens);
  }

  /** Prompt and completion. */
  public String code() {
    return prompt + text;
  }

  /** Whether the model told the tokens of what it wrote. */
  public boolean hasTokens() {
    return !tokens.isEmpty() || text.isEmpty();
  }

  /**
   * The natural logarithm of the completion's probability after the prompt; 0 or less, NaN where
   * its tokens are unknown.
   */
  public double logProbability() {
    return !hasTokens()
        ? Double.NaN
        : tokens.stream().mapToDouble(TokenProbability::logProbability).sum();
  }

  /**
   * Among how many equally likely tokens the model chose at each step, in the geometric mean: 1 for
   * certainty, the vocabulary's size for no idea, more where it held other tokens for likelier; NaN
   * for an empty completion or unknown tokens.
   */
  public double perplexity() {
    return Math.exp(-logProbability() / tokens.size());
  }

  @Override
  public String toString() {
    return code();
  }
}
