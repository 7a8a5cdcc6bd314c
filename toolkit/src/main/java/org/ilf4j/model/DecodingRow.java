package org.ilf4j.model;

import java.util.ArrayList;
import java.util.List;
import org.ilf4j.model.engine.Row;

/** One completion while it is being written. */
final class DecodingRow {
  private final DecodingPrompt prompt;
  private final GenerationRequest request;
  private final int sample;
  private final List<Integer> tokens = new ArrayList<>();
  private final List<Float> logProbabilities = new ArrayList<>();
  private final GeneratedText text = new GeneratedText();
  private Row row;
  private int lastToken;
  private Generation generation;

  DecodingRow(DecodingPrompt prompt, GenerationRequest request, int sample) {
    this.prompt = prompt;
    this.request = request;
    this.sample = sample;
  }

  GenerationRequest request() {
    return request;
  }

  int sample() {
    return sample;
  }

  DecodingPrompt prompt() {
    return prompt;
  }

  /** The token to step next. */
  int lastToken() {
    return lastToken;
  }

  /** The row in the engine. */
  Row row() {
    return row;
  }

  void continueWith(Row opened) {
    row = opened;
  }

  /** The completion, or null while it is being written. */
  Generation generation() {
    return generation;
  }

  /** Draws the next token from these logits. */
  void draw(TokenDraw draw, float[] logits, int from, long seed) {
    double uniform = RandomStream.uniform(seed, request.stream(), sample, tokens.size());
    lastToken = draw.next(logits, from, uniform);
    tokens.add(lastToken);
    logProbabilities.add(draw.logProbability());
  }

  /** Whether the last token was drawn from logits that are numbers. */
  boolean isDrawnFromNumbers() {
    return !Float.isNaN(logProbabilities.get(logProbabilities.size() - 1));
  }

  /** Adds the token drawn last to the text and ends the completion where it is to end. */
  void advance(GenerationOptions options, Vocabulary vocabulary) {
    if (lastToken == vocabulary.eosId()) {
      end(-1, Generation.Stop.END_OF_TEXT);
      return;
    }
    boolean grown = text.append(vocabulary.bytes(lastToken));
    int end = grown ? options.stopRule().end(text.toString()) : -1;
    if (end >= 0) {
      end(end, Generation.Stop.RULE);
    } else if (tokens.size() == options.maxNewTokens()) {
      end(-1, Generation.Stop.LENGTH);
    }
  }

  private void end(int length, Generation.Stop stop) {
    text.finish();
    String whole = text.toString();
    generation =
        new Generation(
            length < 0 ? whole : whole.substring(0, length),
            List.copyOf(tokens),
            List.copyOf(logProbabilities),
            stop);
  }

  void close() {
    if (row != null) {
      row.close();
      row = null;
    }
  }
}
