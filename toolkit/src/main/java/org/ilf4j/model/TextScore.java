package org.ilf4j.model;

import java.util.ArrayList;
import java.util.List;
import org.ilf4j.model.engine.Engine;
import org.ilf4j.model.tokenizer.Tokenizer;

/** How likely a model holds a given text. */
final class TextScore {
  private final Engine engine;
  private final Tokenizer tokenizer;
  private final String model;

  /**
   * @param model its name, which errors tell
   */
  TextScore(Engine engine, Tokenizer tokenizer, String model) {
    this.model = model;
    this.engine = engine;
    this.tokenizer = tokenizer;
  }

  /** Scores a completion; prompt and completion are cut into tokens apart, as in sampling. */
  Completion of(String prompt, String text) {
    int[] before = prompt.isEmpty() ? new int[] {tokenizer.eosId()} : tokenizer.encode(prompt);
    int[] after = tokenizer.encode(text);
    requireRoom(before.length + after.length);
    int[] all = new int[before.length + after.length];
    System.arraycopy(before, 0, all, 0, before.length);
    System.arraycopy(after, 0, all, before.length, after.length);
    List<Float> logProbabilities = new ArrayList<>();
    if (after.length > 0) {
      float[][] logits = engine.logits(all);
      for (int i = before.length; i < all.length; i++) {
        logProbabilities.add(logProbability(logits[i - 1], all[i]));
      }
    }
    return completion(prompt, text, after, logProbabilities);
  }

  private void requireRoom(int tokens) {
    int limit = engine.config().contextLength();
    if (tokens > limit) {
      throw new IllegalArgumentException(
          "The text has %d tokens, the model's context holds %d; shorten it."
              .formatted(tokens, limit));
    }
  }

  /** Over the ids that the tokenizer knows, as in sampling: the rest is padding. */
  private float logProbability(float[] logits, int token) {
    int size = Math.min(tokenizer.size(), logits.length);
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      max = Math.max(max, logits[i]);
    }
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += Math.exp(logits[i] - max);
    }
    double logProbability = logits[token] - max - Math.log(sum);
    if (Double.isNaN(logProbability)) {
      throw TokenDraw.noNumbers(model, "for this text");
    }
    return (float) logProbability;
  }

  /** Puts tokens, their share of the text and their probabilities together. */
  Completion completion(String prompt, String text, int[] ids, List<Float> logProbabilities) {
    Vocabulary vocabulary = new Vocabulary(tokenizer);
    GeneratedText grown = new GeneratedText();
    List<TokenProbability> tokens = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < ids.length && (i == 0 || from <= text.length()); i++) {
      grown.append(vocabulary.bytes(ids[i]));
      String whole = grown.toString();
      tokens.add(new TokenProbability(whole.substring(from), logProbabilities.get(i)));
      from = whole.length();
    }
    return new Completion(prompt, text, tokens);
  }
}
