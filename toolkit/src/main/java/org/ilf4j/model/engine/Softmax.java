package org.ilf4j.model.engine;

/**
 * Softmax weights in plain Java, the control of the vector form: both use one polynomial and add up
 * in sixteen partial sums, so that they agree to the bit and a sampled token does not depend on
 * which of them ran.
 */
public final class Softmax {
  /** Partial sums of every reduction: element i goes to sum i mod 16. */
  public static final int LANES = 16;

  private static final float LOG2_E = 1.44269504f;
  private static final float LN2_HIGH = 0.693359375f;
  private static final float LN2_LOW = -2.12194440e-4f;
  private static final float ROUNDER = 12582912f; // 1.5 * 2^23: adding it rounds to a whole number
  private static final float LEAST = -87f;

  private Softmax() {}

  /**
   * Writes {@code exp((x - max) / temperature)} for each of {@code count} numbers.
   *
   * @param x the numbers, from {@code from} on
   * @param inverseTemperature 1 / temperature
   * @param weights filled from index 0
   * @return the weights' sum, 1 or more
   */
  public static float weights(
      float[] x, int from, int count, float inverseTemperature, float[] weights) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      max = Math.max(max, x[from + i]);
    }
    float[] sums = new float[LANES];
    for (int i = 0; i < count; i++) {
      float weight = exp((x[from + i] - max) * inverseTemperature);
      weights[i] = weight;
      sums[i % LANES] += weight;
    }
    return fold(sums);
  }

  /** Adds sixteen partial sums, always in the same pairs. */
  public static float fold(float[] sums) {
    float[] left = sums.clone();
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        left[i] += left[i + half];
      }
    }
    return left[0];
  }

  /**
   * e to the x for x at most 0, relative error below 2e-7; 0 below -87. Splits x = n ln 2 + r and
   * takes a polynomial of r (the coefficients of Cephes' expf).
   */
  public static float exp(float x) {
    if (!(x > LEAST)) {
      return 0;
    }
    float shifted = Math.fma(x, LOG2_E, ROUNDER);
    float n = shifted - ROUNDER;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
    float p = Math.fma(1.9875691500e-4f, r, 1.3981999507e-3f);
    p = Math.fma(p, r, 8.3334519073e-3f);
    p = Math.fma(p, r, 4.1665795894e-2f);
    p = Math.fma(p, r, 1.6666665459e-1f);
    p = Math.fma(p, r, 5.0000001201e-1f);
    p = Math.fma(p, r * r, r + 1);
    int exponent = Float.floatToRawIntBits(shifted) << 23;
    return Float.intBitsToFloat(Float.floatToRawIntBits(p) + exponent);
  }
}
