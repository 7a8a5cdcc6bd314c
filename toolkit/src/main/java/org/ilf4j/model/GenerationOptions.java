package org.ilf4j.model;

/**
 * How to draw completions.
 *
 * @param temperature 0 for greedy decoding, else the softmax temperature; the paper samples at 0.8
 * @param topP nucleus mass in (0, 1]; 1 keeps the whole distribution
 * @param topK keep the k likeliest tokens; 0 keeps all
 * @param maxNewTokens at most this many new tokens
 * @param seed the run's seed; with the request's stream and the sample's index it fixes each draw
 * @param stopRule where a completion ends before the limit
 */
public record GenerationOptions(
    double temperature, double topP, int topK, int maxNewTokens, long seed, StopRule stopRule) {

  /** Checks the ranges. */
  public GenerationOptions {
    if (!(temperature >= 0 && temperature <= 10)) {
      throw new IllegalArgumentException(
          "temperature is " + temperature + "; choose 0 (greedy) to 10, the paper uses 0.8.");
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("topP is " + topP + "; choose a value in (0, 1].");
    }
    if (topK < 0) {
      throw new IllegalArgumentException("topK is " + topK + "; choose 0 (off) or more.");
    }
    if (maxNewTokens < 1) {
      throw new IllegalArgumentException("maxNewTokens is " + maxNewTokens + "; choose 1 or more.");
    }
  }
}
