package org.ilf4j.finetune;

import static org.ilf4j.finetune.Ranges.check;

/**
 * How to train. {@link #PAPER} holds the paper's values (Chen et al. 2023, section 4).
 *
 * @param learningRate the highest learning rate, from which it falls linearly to zero; paper: 5e-6
 *     for 6 billion weights, codegen-nano needs about 100 times more
 * @param warmupSteps optimizer steps over which the learning rate rises first; paper: 0
 * @param epochs how often each example is seen; paper: 2
 * @param batchSize examples per optimizer step, each with equal weight whatever its length; paper:
 *     32, as batches of 1 accumulated 32 times
 * @param maxTokens prompt and completion are cut to this many tokens, and to the model's context;
 *     paper: 1024
 * @param learnPrompts whether the prompt's tokens count in the loss too: false in the method, true
 *     to train a model from nothing
 * @param seed fixes the order of the examples
 * @param adamW the optimizer's constants
 * @param tokensPerPass at most this many tokens, padding included, go through the model at a time
 *     (a longer example goes alone): memory and speed, not the result up to rounding; our choice
 * @param threads passes computed side by side, each on one thread: speed, and not a bit of the
 *     result; our choice
 */
public record TrainingOptions(
    double learningRate,
    int warmupSteps,
    int epochs,
    int batchSize,
    int maxTokens,
    boolean learnPrompts,
    long seed,
    AdamWOptions adamW,
    int tokensPerPass,
    int threads) {

  /** The paper's values. */
  public static final TrainingOptions PAPER =
      new TrainingOptions(5e-6, 0, 2, 32, 1024, false, 0, AdamWOptions.PAPER, 1024, 1);

  /** Checks the ranges. */
  public TrainingOptions {
    check(learningRate > 0 && learningRate < 1, "learningRate", learningRate, "between 0 and 1");
    check(warmupSteps >= 0, "warmupSteps", warmupSteps, "0 or more");
    check(epochs >= 1, "epochs", epochs, "1 or more");
    check(batchSize >= 1, "batchSize", batchSize, "1 or more");
    check(maxTokens >= 2, "maxTokens", maxTokens, "2 or more");
    check(tokensPerPass >= 1, "tokensPerPass", tokensPerPass, "1 or more");
    check(threads >= 1, "threads", threads, "1 or more");
  }

  /** The learning rate of a step (from 0) out of so many. */
  double learningRate(int step, int steps) {
    if (step < warmupSteps) {
      return learningRate * (step + 1) / warmupSteps;
    }
    return learningRate * (steps - step) / Math.max(1, steps - warmupSteps);
  }

  /** These options with another learning rate. */
  public TrainingOptions withLearningRate(double value) {
    return new TrainingOptions(
        value,
        warmupSteps,
        epochs,
        batchSize,
        maxTokens,
        learnPrompts,
        seed,
        adamW,
        tokensPerPass,
        threads);
  }

  /** These options with another warm-up. */
  public TrainingOptions withWarmupSteps(int value) {
    return new TrainingOptions(
        learningRate,
        value,
        epochs,
        batchSize,
        maxTokens,
        learnPrompts,
        seed,
        adamW,
        tokensPerPass,
        threads);
  }

  /** These options with another number of epochs. */
  public TrainingOptions withEpochs(int value) {
    return new TrainingOptions(
        learningRate,
        warmupSteps,
        value,
        batchSize,
        maxTokens,
        learnPrompts,
        seed,
        adamW,
        tokensPerPass,
        threads);
  }

  /** These options with another number of examples per optimizer step. */
  public TrainingOptions withBatchSize(int value) {
    return new TrainingOptions(
        learningRate,
        warmupSteps,
        epochs,
        value,
        maxTokens,
        learnPrompts,
        seed,
        adamW,
        tokensPerPass,
        threads);
  }

  /** These options with another limit of tokens per example. */
  public TrainingOptions withMaxTokens(int value) {
    return new TrainingOptions(
        learningRate,
        warmupSteps,
        epochs,
        batchSize,
        value,
        learnPrompts,
        seed,
        adamW,
        tokensPerPass,
        threads);
  }

  /** These options with or without the prompts in the loss. */
  public TrainingOptions withLearnPrompts(boolean value) {
    return new TrainingOptions(
        learningRate,
        warmupSteps,
        epochs,
        batchSize,
        maxTokens,
        value,
        seed,
        adamW,
        tokensPerPass,
        threads);
  }

  /** These options with another seed. */
  public TrainingOptions withSeed(long value) {
    return new TrainingOptions(
        learningRate,
        warmupSteps,
        epochs,
        batchSize,
        maxTokens,
        learnPrompts,
        value,
        adamW,
        tokensPerPass,
        threads);
  }

  /** These options with other constants of the optimizer. */
  public TrainingOptions withAdamW(AdamWOptions value) {
    return new TrainingOptions(
        learningRate,
        warmupSteps,
        epochs,
        batchSize,
        maxTokens,
        learnPrompts,
        seed,
        value,
        tokensPerPass,
        threads);
  }

  /** These options with another size of a pass. */
  public TrainingOptions withTokensPerPass(int value) {
    return new TrainingOptions(
        learningRate,
        warmupSteps,
        epochs,
        batchSize,
        maxTokens,
        learnPrompts,
        seed,
        adamW,
        value,
        threads);
  }

  /** These options with another number of threads. */
  public TrainingOptions withThreads(int value) {
    return new TrainingOptions(
        learningRate,
        warmupSteps,
        epochs,
        batchSize,
        maxTokens,
        learnPrompts,
        seed,
        adamW,
        tokensPerPass,
        value);
  }
}
