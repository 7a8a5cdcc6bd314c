package org.ilf4j.finetune;

import org.ilf4j.model.checkpoint.Checkpoint;

/**
 * A training between two epochs.
 *
 * @param epochs finished epochs
 * @param weights the weights
 * @param means AdamW's mean of each gradient; null before the first epoch
 * @param squares AdamW's mean of each gradient's square; null before the first epoch
 * @param curve the steps so far
 */
record TrainingState(
    int epochs, Checkpoint weights, Checkpoint means, Checkpoint squares, TrainingCurve curve) {

  static TrainingState start(Checkpoint weights) {
    return new TrainingState(0, weights, null, null, new TrainingCurve(java.util.List.of()));
  }
}
