package org.ilf4j.finetune;

import org.ilf4j.model.CodeGen;

/**
 * A fine-tuned model and how its training went.
 *
 * @param model the new model; the one it was trained from is unchanged
 * @param curve loss per optimizer step
 */
public record FineTuned(CodeGen model, TrainingCurve curve) {

  @Override
  public String toString() {
    return model.name() + ", " + curve;
  }
}
