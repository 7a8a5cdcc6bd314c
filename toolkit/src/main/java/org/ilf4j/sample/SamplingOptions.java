package org.ilf4j.sample;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How programs are drawn for tasks. Immutable; each {@code with} method returns a changed copy.
 *
 * @param perTask samples per task, 1 or more; 30 (paper, section 3)
 * @param temperature softmax temperature, 0 to 10, 0 is greedy; 0.8 (paper, section 3)
 * @param topP nucleus mass in (0, 1]; 1, the whole distribution (paper samples without a cut)
 * @param topK keep the k likeliest tokens, 0 keeps all; 0 (paper samples without a cut)
 * @param maxNewTokens tokens per sample at most, 1 or more; 256 (our choice: nearly every gold
 *     program of MBPP is shorter; a longer sample ends with stop {@code LENGTH})
 * @param seed fixes every draw together with the task's id and the sample's index; 0 (our choice)
 */
public record SamplingOptions(
    @JsonProperty("per_task") int perTask,
    @JsonProperty("temperature") double temperature,
    @JsonProperty("top_p") double topP,
    @JsonProperty("top_k") int topK,
    @JsonProperty("max_new_tokens") int maxNewTokens,
    @JsonProperty("seed") long seed) {

  /** The paper's options; see the components for the source of each value. */
  public static final SamplingOptions PAPER = new SamplingOptions(30, 0.8, 1, 0, 256, 0);

  /** Checks the ranges. */
  public SamplingOptions {
    if (perTask < 1) {
      throw new IllegalArgumentException(
          "perTask is " + perTask + "; choose 1 or more, the paper draws 30.");
    }
    if (!(temperature >= 0 && temperature <= 10)) {
      throw new IllegalArgumentException(
          "temperature is " + temperature + "; choose 0 (greedy) to 10, the paper uses 0.8.");
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException(
          "topP is " + topP + "; choose a value above 0 and at most 1, where 1 cuts nothing.");
    }
    if (topK < 0) {
      throw new IllegalArgumentException("topK is " + topK + "; choose 0 (off) or more.");
    }
    if (maxNewTokens < 1) {
      throw new IllegalArgumentException(
          "maxNewTokens is " + maxNewTokens + "; choose 1 or more, the default is 256.");
    }
  }

  /** Draws this many samples per task. */
  public SamplingOptions withPerTask(int value) {
    return new SamplingOptions(value, temperature, topP, topK, maxNewTokens, seed);
  }

  /** Draws at this temperature. */
  public SamplingOptions withTemperature(double value) {
    return new SamplingOptions(perTask, value, topP, topK, maxNewTokens, seed);
  }

  /** Draws from the nucleus of this mass. */
  public SamplingOptions withTopP(double value) {
    return new SamplingOptions(perTask, temperature, value, topK, maxNewTokens, seed);
  }

  /** Draws from this many likeliest tokens. */
  public SamplingOptions withTopK(int value) {
    return new SamplingOptions(perTask, temperature, topP, value, maxNewTokens, seed);
  }

  /** Ends a sample after this many tokens. */
  public SamplingOptions withMaxNewTokens(int value) {
    return new SamplingOptions(perTask, temperature, topP, topK, value, seed);
  }

  /** Draws with this seed. */
  public SamplingOptions withSeed(long value) {
    return new SamplingOptions(perTask, temperature, topP, topK, maxNewTokens, value);
  }
}
