package org.ilf4j.finetune;

import org.ilf4j.model.checkpoint.Checkpoint;

/**
 * A training between two steps.
 *
 * @param weights the weights
 * @param means AdamW's mean of each gradient; null before the first step
 * @param squares AdamW's mean of each gradient's square; null before the first step
 * @param curve the steps so far
 */
record TrainingState(
    Checkpoint weights, Checkpoint means, Checkpoint squares, TrainingCurve curve) {

  static TrainingState start(Checkpoint weights) {
    return new TrainingState(weights, null, null, new TrainingCurve(java.util.List.of()));
  }

  /** Finished optimizer steps. */
  int steps() {
    return curve.steps().size();
  }
}
