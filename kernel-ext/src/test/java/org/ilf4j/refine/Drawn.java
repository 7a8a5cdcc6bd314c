package org.ilf4j.refine;

import org.ilf4j.feedback.Feedbacks;
import org.ilf4j.sample.Samples;

/** Refinements as a refiner draws them, without a model. */
public final class Drawn {
  private Drawn() {}

  /** Not judged yet. */
  public static Refinements refinements(Samples samples, Feedbacks feedbacks) {
    return Refinements.of(samples, feedbacks);
  }
}
