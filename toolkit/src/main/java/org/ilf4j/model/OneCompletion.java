package org.ilf4j.model;

import java.util.ArrayList;
import java.util.List;
import org.ilf4j.progress.InterruptedWorkException;

/** A text that is continued once, for somebody who waits for it: nothing of it is kept. */
final class OneCompletion {
  private OneCompletion() {}

  static Generation of(LanguageModel model, String prompt, GenerationOptions options) {
    List<Generation> done = new ArrayList<>();
    try {
      model.generate(
          List.of(new GenerationRequest(prompt, 0, 0, 1)),
          options,
          (request, sample, generation) -> done.add(generation));
    } catch (InterruptedWorkException e) {
      InterruptedWorkException stopped =
          new InterruptedWorkException("Interrupted while completing; run the cell again.");
      stopped.setStackTrace(e.getStackTrace());
      throw stopped;
    }
    return done.get(0);
  }
}
