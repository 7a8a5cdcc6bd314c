package org.ilf4j.model.naive;

import java.util.Arrays;

/** The arithmetic of a transformer, spelled out. */
final class NaiveMath {
  private NaiveMath() {}

  static double dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += (double) a[aFrom + i] * b[bFrom + i];
    }
    return sum;
  }

  /** One dot product for each row of {@code weight}, plus its bias where there is one. */
  static float[] linear(float[] x, float[] weight, float[] bias, int rows) {
    float[] y = new float[rows];
    for (int row = 0; row < rows; row++) {
      double sum = dot(x, 0, weight, row * x.length, x.length);
      y[row] = (float) (bias == null ? sum : sum + bias[row]);
    }
    return y;
  }

  static float[] layerNorm(float[] x, float[] weight, float[] bias, double epsilon) {
    double mean = 0;
    for (float value : x) {
      mean += value;
    }
    mean /= x.length;
    double variance = 0;
    for (float value : x) {
      variance += (value - mean) * (value - mean);
    }
    variance /= x.length;
    double scale = 1 / Math.sqrt(variance + epsilon);
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) ((x[i] - mean) * scale * weight[i] + bias[i]);
    }
    return y;
  }

  /** GELU in its tanh form, {@code gelu_new}. */
  static float geluNew(float x) {
    double inner = Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * (double) x);
    return (float) (0.5 * x * (1 + Math.tanh(inner)));
  }

  static void softmax(double[] scores) {
    double max = Arrays.stream(scores).max().orElse(0);
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.exp(scores[i] - max);
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= sum;
    }
  }
}
