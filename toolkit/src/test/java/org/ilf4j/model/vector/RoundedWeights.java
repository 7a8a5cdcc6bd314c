package org.ilf4j.model.vector;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.engine.Precision;

/** A checkpoint whose float32 weights are what a precision keeps of them, in plain loops. */
final class RoundedWeights {
  private RoundedWeights() {}

  static Checkpoint of(Checkpoint checkpoint, Precision precision) {
    Map<String, float[]> rounded = new LinkedHashMap<>();
    for (String name : checkpoint.names()) {
      float[] weights = checkpoint.copy(name);
      boolean matrix = checkpoint.shape(name).length == 2;
      boolean embedding = precision == Precision.INT8 && name.equals(Embedding.NAME);
      if (embedding || matrix && precision == Precision.BFLOAT16) {
        for (int i = 0; i < weights.length; i++) {
          weights[i] = brain(weights[i]);
        }
      }
      rounded.put(name, weights);
    }
    if (precision == Precision.INT8) {
      bytes(checkpoint, rounded);
    }
    return Checkpoint.of(checkpoint.config(), rounded);
  }

  /** The nearest number with 8 bits of fraction, the first of them not stored. */
  static float brain(float x) {
    if (x == 0) {
      return 0;
    }
    double unit = Math.pow(2, Math.getExponent(x) - 7);
    return (float) (Math.rint(x / unit) * unit);
  }

  private static void bytes(Checkpoint checkpoint, Map<String, float[]> rounded) {
    int width = checkpoint.config().width();
    int inner = checkpoint.config().innerWidth();
    rows(rounded.get("lm_head.weight"), width);
    for (int layer = 0; layer < checkpoint.config().layers(); layer++) {
      String block = "transformer.h." + layer + ".";
      rows(rounded.get(block + "attn.qkv_proj.weight"), width);
      rows(rounded.get(block + "mlp.fc_in.weight"), width);
      float[] attention = rounded.get(block + "attn.out_proj.weight");
      float[] out = rounded.get(block + "mlp.fc_out.weight");
      for (int row = 0; row < width; row++) { // these two share a scale, being one product
        float largest =
            Math.max(largest(attention, row * width, width), largest(out, row * inner, inner));
        round(attention, row * width, width, largest / 127);
        round(out, row * inner, inner, largest / 127);
      }
    }
  }

  private static void rows(float[] matrix, int width) {
    for (int at = 0; at < matrix.length; at += width) {
      round(matrix, at, width, largest(matrix, at, width) / 127);
    }
  }

  private static float largest(float[] matrix, int at, int width) {
    float largest = 0;
    for (int i = at; i < at + width; i++) {
      largest = Math.max(largest, Math.abs(matrix[i]));
    }
    return largest;
  }

  private static void round(float[] matrix, int at, int width, float scale) {
    for (int i = at; i < at + width; i++) {
      matrix[i] = Math.round(matrix[i] / scale) * scale;
    }
  }
}
