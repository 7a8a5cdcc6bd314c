package org.ilf4j.model.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.ilf4j.model.engine.Softmax;

/** This machine's vectors, and element-wise work on arrays whose length is rounded up to them. */
final class Lanes {
  /** Static and final, or the compiler cannot make vector instructions of it. */
  static final VectorSpecies<Float> SPECIES = species();

  /** Numbers in one vector: 4, 8 or 16. */
  static final int COUNT = SPECIES.length();

  private static final float LIMIT = 87f;
  private static final FloatVector LEAST = broadcast(-LIMIT);
  private static final FloatVector MOST = broadcast(LIMIT);
  private static final FloatVector ZERO = broadcast(0);
  private static final FloatVector ONE = broadcast(1);

  private static final FloatVector LOG2_E = broadcast(1.44269504f);
  private static final FloatVector MINUS_LN2_HIGH = broadcast(-0.693359375f);
  private static final FloatVector MINUS_LN2_LOW = broadcast(2.12194440e-4f);
  private static final FloatVector ROUNDER = broadcast(12582912f);
  private static final FloatVector C7 = broadcast(1.9875691500e-4f);
  private static final FloatVector C6 = broadcast(1.3981999507e-3f);
  private static final FloatVector C5 = broadcast(8.3334519073e-3f);
  private static final FloatVector C4 = broadcast(4.1665795894e-2f);
  private static final FloatVector C3 = broadcast(1.6666665459e-1f);
  private static final FloatVector C2 = broadcast(5.0000001201e-1f);

  private static final FloatVector GELU_CUBIC = broadcast(-0.0713548163f);
  private static final FloatVector GELU_LINEAR = broadcast(-1.5957691216f);

  private Lanes() {}

  private static VectorSpecies<Float> species() {
    VectorSpecies<Float> preferred = FloatVector.SPECIES_PREFERRED;
    return preferred.length() > Softmax.LANES ? FloatVector.SPECIES_512 : preferred;
  }

  /*
   * Methods that take or return vectors stay below 35 bytes of bytecode: the compiler inlines such
   * methods always, larger ones only when it finds them hot in time; a vector that crosses a call
   * becomes an object, 30 times slower.
   */

  /** e to the x for x between -87 and 87, operation for operation {@link Softmax#exp}. */
  static FloatVector exp(FloatVector x) {
    FloatVector shifted = x.fma(LOG2_E, ROUNDER);
    return scale(upper(remainder(x, shifted.sub(ROUNDER))), shifted);
  }

  private static FloatVector remainder(FloatVector x, FloatVector n) {
    return n.fma(MINUS_LN2_LOW, n.fma(MINUS_LN2_HIGH, x));
  }

  private static FloatVector lower(FloatVector r) {
    return C7.fma(r, C6).fma(r, C5).fma(r, C4);
  }

  private static FloatVector upper(FloatVector r) {
    return lower(r).fma(r, C3).fma(r, C2).fma(r.mul(r), r.add(ONE));
  }

  private static FloatVector scale(FloatVector p, FloatVector shifted) {
    return p.reinterpretAsInts()
        .add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
        .reinterpretAsFloats();
  }

  /** GELU in its tanh form, as x / (1 + exp(-2u)) with u = sqrt(2 / pi) (x + 0.044715 x^3). */
  static FloatVector geluNew(FloatVector x) {
    return x.div(exp(clamped(minusTwoU(x))).add(ONE));
  }

  private static FloatVector minusTwoU(FloatVector x) {
    return x.mul(x.mul(x).fma(GELU_CUBIC, GELU_LINEAR));
  }

  private static FloatVector clamped(FloatVector x) {
    return x.max(LEAST).min(MOST);
  }

  private static FloatVector broadcast(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  /**
   * {@link Softmax#weights} in vectors: the same bits. Reads {@code x} only up to {@code count},
   * writes {@code weights} likewise.
   */
  static float softmaxWeights(
      float[] x, int from, int count, float inverseTemperature, float[] weights, int to) {
    float max = max(x, from, count);
    float[] sums = new float[Softmax.LANES];
    int whole = count - count % Softmax.LANES;
    for (int lane = 0; lane < Softmax.LANES; lane += COUNT) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int i = lane; i < whole; i += Softmax.LANES) {
        FloatVector weight =
            weight(FloatVector.fromArray(SPECIES, x, from + i), max, inverseTemperature);
        weight.intoArray(weights, to + i);
        sum = sum.add(weight);
      }
      sum.intoArray(sums, lane);
    }
    for (int i = whole; i < count; i++) {
      float weight = Softmax.exp((x[from + i] - max) * inverseTemperature);
      weights[to + i] = weight;
      sums[i - whole] += weight;
    }
    return Softmax.fold(sums);
  }

  private static FloatVector weight(FloatVector x, float max, float inverseTemperature) {
    return positive(x.sub(max).mul(inverseTemperature));
  }

  private static FloatVector positive(FloatVector scaled) {
    return exp(scaled.max(LEAST)).blend(ZERO, scaled.compare(VectorOperators.LE, LEAST));
  }

  private static float max(float[] x, int from, int count) {
    FloatVector most = broadcast(Float.NEGATIVE_INFINITY);
    int whole = SPECIES.loopBound(count);
    for (int i = 0; i < whole; i += COUNT) {
      most = most.max(FloatVector.fromArray(SPECIES, x, from + i));
    }
    float max = most.reduceLanes(VectorOperators.MAX);
    for (int i = whole; i < count; i++) {
      max = Math.max(max, x[from + i]);
    }
    return max;
  }

  /**
   * Layer normalisation of one row: (x - mean) / sqrt(variance + epsilon) * weight + bias, each sum
   * in sixteen partial sums.
   */
  static void layerNorm(
      float[] x,
      int from,
      int width,
      float[] weight,
      float[] bias,
      float epsilon,
      float[] y,
      int to) {
    float mean = sum(x, from, width) / width;
    float variance = squaredDistances(x, from, width, mean) / width;
    float scale = (float) (1 / Math.sqrt(variance + epsilon));
    int whole = SPECIES.loopBound(width);
    for (int i = 0; i < whole; i += COUNT) {
      FloatVector.fromArray(SPECIES, x, from + i)
          .sub(mean)
          .mul(scale)
          .fma(FloatVector.fromArray(SPECIES, weight, i), FloatVector.fromArray(SPECIES, bias, i))
          .intoArray(y, to + i);
    }
    for (int i = whole; i < width; i++) {
      y[to + i] = Math.fma((x[from + i] - mean) * scale, weight[i], bias[i]);
    }
  }

  private static float sum(float[] x, int from, int count) {
    float[] sums = new float[Softmax.LANES];
    int whole = count - count % Softmax.LANES;
    for (int lane = 0; lane < Softmax.LANES; lane += COUNT) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int i = lane; i < whole; i += Softmax.LANES) {
        sum = sum.add(FloatVector.fromArray(SPECIES, x, from + i));
      }
      sum.intoArray(sums, lane);
    }
    for (int i = whole; i < count; i++) {
      sums[i - whole] += x[from + i];
    }
    return Softmax.fold(sums);
  }

  private static float squaredDistances(float[] x, int from, int count, float mean) {
    float[] sums = new float[Softmax.LANES];
    int whole = count - count % Softmax.LANES;
    for (int lane = 0; lane < Softmax.LANES; lane += COUNT) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int i = lane; i < whole; i += Softmax.LANES) {
        FloatVector distance = FloatVector.fromArray(SPECIES, x, from + i).sub(mean);
        sum = distance.fma(distance, sum);
      }
      sum.intoArray(sums, lane);
    }
    for (int i = whole; i < count; i++) {
      float distance = x[from + i] - mean;
      sums[i - whole] = Math.fma(distance, distance, sums[i - whole]);
    }
    return Softmax.fold(sums);
  }

  /** A copy whose length is a multiple of {@code multiple}, zeros behind. */
  static float[] padded(float[] x, int multiple) {
    return Arrays.copyOf(x, roundUp(x.length, multiple));
  }

  static int roundUp(int size, int multiple) {
    return (size + multiple - 1) / multiple * multiple;
  }
}
