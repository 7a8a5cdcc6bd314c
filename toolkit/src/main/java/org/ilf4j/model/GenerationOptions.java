package org.ilf4j.model;

/**
 * How to draw completions. Immutable; each {@code with} method returns a changed copy.
 *
 * <pre>{@code
 * model.complete("def fib(n):", GenerationOptions.PAPER.withSeed(3))
 * }</pre>
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

  /**
   * The likeliest token at each step, at most 256 of them (our choice: nearly every gold program of
   * MBPP is shorter), up to the next statement at the margin (paper, section 4).
   */
  public static final GenerationOptions GREEDY =
      new GenerationOptions(0, 1, 0, 256, 0, StopRule.NEXT_STATEMENT);

  /** The same, drawn at the paper's temperature of 0.8 (section 3) with seed 0. */
  public static final GenerationOptions PAPER = GREEDY.withTemperature(0.8);

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
    if (stopRule == null) {
      throw new IllegalArgumentException(
          "There is no stop rule; choose StopRule.NEXT_STATEMENT, or StopRule.NONE to go on to the end.");
    }
  }

  /** Draws at this temperature, 0 for the likeliest tokens. */
  public GenerationOptions withTemperature(double value) {
    return new GenerationOptions(value, topP, topK, maxNewTokens, seed, stopRule);
  }

  /** Draws from the nucleus of this mass. */
  public GenerationOptions withTopP(double value) {
    return new GenerationOptions(temperature, value, topK, maxNewTokens, seed, stopRule);
  }

  /** Draws from this many likeliest tokens, 0 for all. */
  public GenerationOptions withTopK(int value) {
    return new GenerationOptions(temperature, topP, value, maxNewTokens, seed, stopRule);
  }

  /** Ends a completion after this many tokens. */
  public GenerationOptions withMaxNewTokens(int value) {
    return new GenerationOptions(temperature, topP, topK, value, seed, stopRule);
  }

  /** Draws with this seed. */
  public GenerationOptions withSeed(long value) {
    return new GenerationOptions(temperature, topP, topK, maxNewTokens, value, stopRule);
  }

  /** Ends a completion where this rule says, such as {@link StopRule#NONE}. */
  public GenerationOptions withStopRule(StopRule value) {
    return new GenerationOptions(temperature, topP, topK, maxNewTokens, seed, value);
  }

  /**
   * One line, such as {@code temperature 0.8, at most 256 tokens, seed 0, to the next statement}.
   */
  @Override
  public String toString() {
    return (temperature == 0 ? "greedy" : "temperature " + temperature)
        + (topP < 1 ? ", topP " + topP : "")
        + (topK > 0 ? ", topK " + topK : "")
        + ", at most "
        + maxNewTokens
        + " tokens, seed "
        + seed
        + ", "
        + (stopRule instanceof KnownStopRule ? stopRule : "to a rule's end");
  }
}
