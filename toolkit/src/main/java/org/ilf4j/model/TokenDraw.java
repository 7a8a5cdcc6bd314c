package org.ilf4j.model;

import java.util.Arrays;
import org.ilf4j.model.checkpoint.CheckpointException;
import org.ilf4j.model.engine.Engine;

/**
 * Chooses tokens from logits by inverse distribution function: temperature first, then top-k, then
 * top-p, as transformers orders them. Ids from {@code size} on are padding and never drawn.
 */
final class TokenDraw {
  private final Engine engine;
  private final GenerationOptions options;
  private final int size;
  private final float[] weights;
  private float logProbability;

  /**
   * @param size how many ids the tokenizer knows
   */
  TokenDraw(Engine engine, GenerationOptions options, int size) {
    this.engine = engine;
    this.options = options;
    this.size = Math.min(size, engine.config().vocabSize());
    this.weights = new float[this.size];
  }

  /**
   * Draws a token.
   *
   * @param logits logits of many rows
   * @param from where this row's logits begin
   * @param uniform a number in [0, 1)
   */
  int next(float[] logits, int from, double uniform) {
    int token = options.temperature() == 0 ? likeliest(logits, from) : draw(logits, from, uniform);
    float sum = engine.softmaxWeights(logits, from, size, 1, weights);
    boolean numbers = sum >= 1; // the likeliest id weighs 1; logits that are no numbers weigh less
    logProbability = numbers ? (float) (Math.log(weights[token]) - Math.log(sum)) : Float.NaN;
    return token;
  }

  /**
   * Of the token drawn last: natural logarithm, at temperature 1, over all ids; NaN where the
   * logits are no numbers.
   */
  float logProbability() {
    return logProbability;
  }

  /** What to say of a model whose logits are no numbers. */
  static CheckpointException noNumbers(String model, String where) {
    return new CheckpointException(
        "The logits of %s are no numbers (NaN or infinite) %s: its checkpoint is damaged or was spoiled in training; load another."
            .formatted(model, where));
  }

  private int likeliest(float[] logits, int from) {
    int best = 0;
    for (int i = 1; i < size; i++) {
      if (logits[from + i] > logits[from + best]) {
        best = i;
      }
    }
    return best;
  }

  private int draw(float[] logits, int from, double uniform) {
    float inverseTemperature = (float) (1 / options.temperature());
    double sum = engine.softmaxWeights(logits, from, size, inverseTemperature, weights);
    boolean cutK = options.topK() > 0 && options.topK() < size;
    if (cutK || options.topP() < 1) {
      sum = cut(sum, cutK ? options.topK() : size);
    }
    return walk(uniform * sum);
  }

  /** The first id at which the running sum of weights passes the target. */
  private int walk(double target) {
    double passed = 0;
    int last = 0;
    for (int i = 0; i < size; i++) {
      float weight = weights[i];
      if (weight > 0) {
        passed += weight;
        last = i;
        if (passed > target) {
          return i;
        }
      }
    }
    return last;
  }

  /**
   * Sets the weights outside the k likeliest ids and the nucleus to 0 and returns the sum of the
   * rest. Equal weights rank by id.
   */
  private double cut(double sum, int topK) {
    long[] ranked = ranked(topK == size ? (1 - options.topP()) * sum / size : 0);
    int kept = Math.min(topK, ranked.length);
    double mass = 0;
    for (int i = 0; i < kept; i++) {
      mass += weight(ranked[i]);
    }
    if (options.topP() < 1) {
      double wanted = options.topP() * mass;
      mass = 0;
      int nucleus = 0;
      while (nucleus < kept && mass < wanted) {
        mass += weight(ranked[nucleus++]);
      }
      kept = nucleus;
    }
    Arrays.fill(weights, 0);
    for (int i = 0; i < kept; i++) {
      weights[id(ranked[i])] = weight(ranked[i]);
    }
    return mass;
  }

  /**
   * Ids by falling weight, those of weight below {@code least} left out. All ids below {@code (1 -
   * topP) * sum / size} together weigh less than {@code 1 - topP}: the nucleus needs none.
   */
  private long[] ranked(double least) {
    long[] keys = new long[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (weights[i] >= least) {
        keys[count++] = (long) ~Float.floatToRawIntBits(weights[i]) << 32 | i;
      }
    }
    long[] ranked = Arrays.copyOf(keys, count);
    Arrays.sort(ranked);
    return ranked;
  }

  private static float weight(long key) {
    return Float.intBitsToFloat(~(int) (key >> 32));
  }

  private static int id(long key) {
    return (int) key;
  }
}
