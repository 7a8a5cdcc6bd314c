package org.ilf4j.model;

import org.ilf4j.model.engine.Engine;
import org.ilf4j.model.engine.Prefix;
import org.ilf4j.model.engine.Row;

/** A prompt whose rows are being written: computed when its first row enters, freed by its last. */
final class DecodingPrompt {
  private final int[] tokens;
  private int rowsLeft;
  private Prefix prefix;
  private float[] logits;

  DecodingPrompt(int[] tokens) {
    this.tokens = tokens;
  }

  int length() {
    return tokens.length;
  }

  /** Whether its keys and values are there. */
  boolean isComputed() {
    return prefix != null;
  }

  void expect(int rows) {
    rowsLeft += rows;
  }

  /** The logits of the first new token. */
  float[] logits(Engine engine) {
    if (logits == null) {
      logits = new float[engine.config().vocabSize()];
      prefix = engine.prefill(tokens, logits);
    }
    return logits;
  }

  Row open(Engine engine, int capacity) {
    return engine.open(prefix, capacity);
  }

  /** One row has ended. */
  void release() {
    rowsLeft--;
    if (rowsLeft == 0) {
      close();
    }
  }

  void close() {
    if (prefix != null) {
      prefix.close();
      prefix = null;
      logits = null;
    }
  }
}
