package org.ilf4j.model.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Attention's second product: adds value vectors, each times its row's weight, position after
 * position: {@code out[r][i] += sum over t of weights[r][t] * values[t][i]}.
 */
final class Mixture {
  /** Value vectors are stored at a multiple of this length: one vector of the widest kind. */
  static final int ALIGNMENT = 16;

  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.COUNT;

  private Mixture() {}

  /**
   * Adds.
   *
   * @param rows 1 to 5
   * @param weights one row's weights at {@code w0}, the next {@code wStride} on
   * @param count positions
   * @param values value vectors, {@code width} apart
   * @param width length of a value vector, a multiple of {@link #ALIGNMENT}
   * @param out sums so far, {@code oStride} apart
   */
  static void add(
      int rows,
      float[] weights,
      int w0,
      int wStride,
      int count,
      float[] values,
      int v0,
      int width,
      float[] out,
      int o0,
      int oStride) {
    int column = 0;
    for (; column + 2 * L <= width; column += 2 * L) {
      if (rows == Tile.ROWS) {
        rows5(weights, w0, wStride, count, values, v0 + column, width, out, o0 + column, oStride);
      } else {
        for (int r = 0; r < rows; r++) {
          int at = o0 + r * oStride + column;
          row(weights, w0 + r * wStride, count, values, v0 + column, width, out, at);
        }
      }
    }
    for (int r = 0; column < width && r < rows; r++) {
      int at = o0 + r * oStride + column;
      narrowRow(weights, w0 + r * wStride, count, values, v0 + column, width, out, at);
    }
  }

  /**
   * Adds for one row and four neighbouring heads at once: four times as many independent sums keep
   * the processor busy. Heads lie {@code wStride}, {@code vStride} and {@code width} apart.
   */
  static void addFourHeads(
      float[] weights,
      int w0,
      int wStride,
      int count,
      float[] values,
      int v0,
      int vStride,
      int width,
      float[] out,
      int o0) {
    int column = 0;
    for (; column + 2 * L <= width; column += 2 * L) {
      heads4(weights, w0, wStride, count, values, v0 + column, vStride, width, out, o0 + column);
    }
    if (column < width) {
      narrow4(weights, w0, wStride, count, values, v0 + column, vStride, width, out, o0 + column);
    }
  }

  private static void heads4(
      float[] weights,
      int w0,
      int wStride,
      int count,
      float[] values,
      int v0,
      int vStride,
      int width,
      float[] out,
      int o0) {
    int o1 = o0 + width;
    int o2 = o1 + width;
    int o3 = o2 + width;
    FloatVector a0 = FloatVector.fromArray(S, out, o0);
    FloatVector b0 = FloatVector.fromArray(S, out, o0 + L);
    FloatVector a1 = FloatVector.fromArray(S, out, o1);
    FloatVector b1 = FloatVector.fromArray(S, out, o1 + L);
    FloatVector a2 = FloatVector.fromArray(S, out, o2);
    FloatVector b2 = FloatVector.fromArray(S, out, o2 + L);
    FloatVector a3 = FloatVector.fromArray(S, out, o3);
    FloatVector b3 = FloatVector.fromArray(S, out, o3 + L);
    for (int t = 0; t < count; t++) {
      int w = w0 + t;
      int at = v0 + t * width;
      a0 = times(weights[w], values, at, a0);
      b0 = times(weights[w], values, at + L, b0);
      a1 = times(weights[w + wStride], values, at + vStride, a1);
      b1 = times(weights[w + wStride], values, at + vStride + L, b1);
      a2 = times(weights[w + 2 * wStride], values, at + 2 * vStride, a2);
      b2 = times(weights[w + 2 * wStride], values, at + 2 * vStride + L, b2);
      a3 = times(weights[w + 3 * wStride], values, at + 3 * vStride, a3);
      b3 = times(weights[w + 3 * wStride], values, at + 3 * vStride + L, b3);
    }
    a0.intoArray(out, o0);
    b0.intoArray(out, o0 + L);
    a1.intoArray(out, o1);
    b1.intoArray(out, o1 + L);
    a2.intoArray(out, o2);
    b2.intoArray(out, o2 + L);
    a3.intoArray(out, o3);
    b3.intoArray(out, o3 + L);
  }

  /** As {@code heads4} for the last vector of an odd number. */
  private static void narrow4(
      float[] weights,
      int w0,
      int wStride,
      int count,
      float[] values,
      int v0,
      int vStride,
      int width,
      float[] out,
      int o0) {
    FloatVector a0 = FloatVector.fromArray(S, out, o0);
    FloatVector a1 = FloatVector.fromArray(S, out, o0 + width);
    FloatVector a2 = FloatVector.fromArray(S, out, o0 + 2 * width);
    FloatVector a3 = FloatVector.fromArray(S, out, o0 + 3 * width);
    for (int t = 0; t < count; t++) {
      int w = w0 + t;
      int at = v0 + t * width;
      a0 = times(weights[w], values, at, a0);
      a1 = times(weights[w + wStride], values, at + vStride, a1);
      a2 = times(weights[w + 2 * wStride], values, at + 2 * vStride, a2);
      a3 = times(weights[w + 3 * wStride], values, at + 3 * vStride, a3);
    }
    a0.intoArray(out, o0);
    a1.intoArray(out, o0 + width);
    a2.intoArray(out, o0 + 2 * width);
    a3.intoArray(out, o0 + 3 * width);
  }

  private static FloatVector times(float weight, float[] values, int at, FloatVector sum) {
    return FloatVector.broadcast(S, weight).fma(FloatVector.fromArray(S, values, at), sum);
  }

  private static void narrowRow(
      float[] weights, int w0, int count, float[] values, int v0, int width, float[] out, int o0) {
    FloatVector sum = FloatVector.fromArray(S, out, o0);
    for (int t = 0; t < count; t++) {
      sum = times(weights[w0 + t], values, v0 + t * width, sum);
    }
    sum.intoArray(out, o0);
  }

  private static void row(
      float[] weights, int w0, int count, float[] values, int v0, int width, float[] out, int o0) {
    FloatVector sum0 = FloatVector.fromArray(S, out, o0);
    FloatVector sum1 = FloatVector.fromArray(S, out, o0 + L);
    for (int t = 0; t < count; t++) {
      FloatVector weight = FloatVector.broadcast(S, weights[w0 + t]);
      int at = v0 + t * width;
      sum0 = weight.fma(FloatVector.fromArray(S, values, at), sum0);
      sum1 = weight.fma(FloatVector.fromArray(S, values, at + L), sum1);
    }
    sum0.intoArray(out, o0);
    sum1.intoArray(out, o0 + L);
  }

  private static void rows5(
      float[] weights,
      int w0,
      int wStride,
      int count,
      float[] values,
      int v0,
      int width,
      float[] out,
      int o0,
      int oStride) {
    int w1 = w0 + wStride;
    int w2 = w1 + wStride;
    int w3 = w2 + wStride;
    int w4 = w3 + wStride;
    FloatVector a0 = FloatVector.fromArray(S, out, o0);
    FloatVector b0 = FloatVector.fromArray(S, out, o0 + L);
    FloatVector a1 = FloatVector.fromArray(S, out, o0 + oStride);
    FloatVector b1 = FloatVector.fromArray(S, out, o0 + oStride + L);
    FloatVector a2 = FloatVector.fromArray(S, out, o0 + 2 * oStride);
    FloatVector b2 = FloatVector.fromArray(S, out, o0 + 2 * oStride + L);
    FloatVector a3 = FloatVector.fromArray(S, out, o0 + 3 * oStride);
    FloatVector b3 = FloatVector.fromArray(S, out, o0 + 3 * oStride + L);
    FloatVector a4 = FloatVector.fromArray(S, out, o0 + 4 * oStride);
    FloatVector b4 = FloatVector.fromArray(S, out, o0 + 4 * oStride + L);
    for (int t = 0; t < count; t++) {
      int at = v0 + t * width;
      FloatVector a = FloatVector.fromArray(S, values, at);
      FloatVector b = FloatVector.fromArray(S, values, at + L);
      FloatVector weight0 = FloatVector.broadcast(S, weights[w0 + t]);
      a0 = weight0.fma(a, a0);
      b0 = weight0.fma(b, b0);
      FloatVector weight1 = FloatVector.broadcast(S, weights[w1 + t]);
      a1 = weight1.fma(a, a1);
      b1 = weight1.fma(b, b1);
      FloatVector weight2 = FloatVector.broadcast(S, weights[w2 + t]);
      a2 = weight2.fma(a, a2);
      b2 = weight2.fma(b, b2);
      FloatVector weight3 = FloatVector.broadcast(S, weights[w3 + t]);
      a3 = weight3.fma(a, a3);
      b3 = weight3.fma(b, b3);
      FloatVector weight4 = FloatVector.broadcast(S, weights[w4 + t]);
      a4 = weight4.fma(a, a4);
      b4 = weight4.fma(b, b4);
    }
    a0.intoArray(out, o0);
    b0.intoArray(out, o0 + L);
    a1.intoArray(out, o0 + oStride);
    b1.intoArray(out, o0 + oStride + L);
    a2.intoArray(out, o0 + 2 * oStride);
    b2.intoArray(out, o0 + 2 * oStride + L);
    a3.intoArray(out, o0 + 3 * oStride);
    b3.intoArray(out, o0 + 3 * oStride + L);
    a4.intoArray(out, o0 + 4 * oStride);
    b4.intoArray(out, o0 + 4 * oStride + L);
  }
}
