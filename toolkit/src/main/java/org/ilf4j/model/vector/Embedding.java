package org.ilf4j.model.vector;

import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.NumberType;
import org.ilf4j.model.engine.Precision;

/** The vector that each token begins with, in float32 or bfloat16. */
interface Embedding {
  String NAME = "transformer.wte.weight";

  /** Writes a token's vector. */
  void copy(int token, float[] target, int at);

  /** Takes a checkpoint's; int8 keeps it in bfloat16. */
  static Embedding of(Checkpoint checkpoint, Precision precision) {
    int width = checkpoint.config().width();
    if (precision == Precision.FLOAT32) {
      float[] rows = checkpoint.copy(NAME);
      return (token, target, at) -> System.arraycopy(rows, token * width, target, at, width);
    }
    short[] rows = brains(checkpoint);
    return (token, target, at) -> {
      for (int i = 0; i < width; i++) {
        target[at + i] = Float.intBitsToFloat(rows[token * width + i] << 16);
      }
    };
  }

  private static short[] brains(Checkpoint checkpoint) {
    int width = checkpoint.config().width();
    int rows = checkpoint.config().vocabSize();
    short[] brains = new short[Math.multiplyExact(rows, width)];
    StoredRows stored = new StoredRows(checkpoint, NAME);
    float[] row = new float[width];
    for (int token = 0; token < rows; token++) {
      stored.copy(token, row, 0);
      for (int i = 0; i < width; i++) {
        brains[token * width + i] = (short) NumberType.floatToBrain(row[i]);
      }
    }
    return brains;
  }
}
