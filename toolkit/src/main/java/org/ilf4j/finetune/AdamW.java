package org.ilf4j.finetune;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * AdamW as PyTorch computes it: decay first and apart from the gradient, both moments corrected for
 * their start at zero, epsilon added to the corrected root. (DJL's own Adam adds it elsewhere.)
 */
final class AdamW {
  private final AdamWOptions options;
  private final Weights weights;
  private final Weights means;
  private final Weights squares;

  AdamW(AdamWOptions options, Weights weights, Weights means, Weights squares) {
    this.options = options;
    this.weights = weights;
    this.means = means;
    this.squares = squares;
  }

  Weights weights() {
    return weights;
  }

  Weights means() {
    return means;
  }

  Weights squares() {
    return squares;
  }

  /** Scales the gradients down to the largest allowed norm; returns the norm before. */
  double clip(Map<String, NDArray> gradients) {
    double sum = 0;
    for (NDArray gradient : gradients.values()) {
      try (NDArray square = gradient.mul(gradient);
          NDArray total = square.sum()) {
        sum += total.getFloat();
      }
    }
    double norm = Math.sqrt(sum);
    double factor = options.maxGradientNorm() / (norm + 1e-6);
    if (factor < 1) {
      gradients.values().forEach(gradient -> gradient.muli(factor));
    }
    return norm;
  }

  /**
   * One step.
   *
   * @param step from 1, over the whole training
   */
  void step(Map<String, NDArray> gradients, int step, double learningRate) {
    double meanCorrection = 1 - Math.pow(options.beta1(), step);
    double rootCorrection = Math.sqrt(1 - Math.pow(options.beta2(), step));
    gradients.forEach(
        (name, gradient) -> {
          update(means.get(name), gradient, options.beta1());
          try (NDArray square = gradient.mul(gradient)) {
            update(squares.get(name), square, options.beta2());
          }
          NDArray weight = weights.get(name);
          if (options.weightDecay() > 0) {
            weight.muli(1 - learningRate * options.weightDecay());
          }
          try (NDArray root = squares.get(name).sqrt();
              NDArray change =
                  means.get(name).div(root.divi(rootCorrection).addi(options.epsilon()))) {
            weight.subi(change.muli(learningRate / meanCorrection));
          }
        });
  }

  /** Moves a running mean towards a value. */
  private static void update(NDArray mean, NDArray value, double beta) {
    try (NDArray part = value.mul(1 - beta)) {
      mean.muli(beta).addi(part);
    }
  }
}
