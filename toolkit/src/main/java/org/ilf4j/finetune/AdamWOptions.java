package org.ilf4j.finetune;

import static org.ilf4j.finetune.Ranges.check;

/**
 * AdamW's constants (Loshchilov and Hutter 2019).
 *
 * @param beta1 decay of the gradient's running mean
 * @param beta2 decay of the gradient's running square
 * @param epsilon added to the root of the square
 * @param weightDecay decoupled weight decay
 * @param maxGradientNorm gradients with a larger Euclidean norm are scaled down to it
 */
public record AdamWOptions(
    double beta1, double beta2, double epsilon, double weightDecay, double maxGradientNorm) {

  /**
   * The values of the trainer that the paper used (transformers' defaults): 0.9, 0.999, 1e-8, no
   * decay, norm 1.
   */
  public static final AdamWOptions PAPER = new AdamWOptions(0.9, 0.999, 1e-8, 0, 1);

  /** Checks the ranges. */
  public AdamWOptions {
    check(beta1 >= 0 && beta1 < 1, "beta1", beta1, "in [0, 1)");
    check(beta2 >= 0 && beta2 < 1, "beta2", beta2, "in [0, 1)");
    check(epsilon > 0, "epsilon", epsilon, "above 0");
    check(weightDecay >= 0 && weightDecay < 1, "weightDecay", weightDecay, "in [0, 1)");
    check(maxGradientNorm > 0, "maxGradientNorm", maxGradientNorm, "above 0");
  }
}
