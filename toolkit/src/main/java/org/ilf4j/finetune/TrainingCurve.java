package org.ilf4j.finetune;

import java.util.List;
import java.util.Locale;

/**
 * The loss over a training, step by step.
 *
 * @param steps the optimizer steps in order
 */
public record TrainingCurve(List<TrainingStep> steps) {

  /** Keeps its own copy of the steps. */
  public TrainingCurve {
    steps = List.copyOf(steps);
  }

  /** Mean loss of an epoch, from 1, over its examples; NaN for an epoch that has no step. */
  public double epochLoss(int epoch) {
    double sum = 0;
    int examples = 0;
    for (TrainingStep step : steps) {
      if (step.epoch() == epoch) {
        sum += step.loss() * step.examples();
        examples += step.examples();
      }
    }
    return examples == 0 ? Double.NaN : sum / examples;
  }

  /** The number of epochs seen. */
  public int epochs() {
    return steps.isEmpty() ? 0 : steps.get(steps.size() - 1).epoch();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("training curve: " + steps.size() + " steps");
    for (int epoch = 1; epoch <= epochs(); epoch++) {
      text.append(String.format(Locale.ROOT, "%n epoch %d  loss %.4f", epoch, epochLoss(epoch)));
    }
    return text.toString();
  }
}
