package org.ilf4j.jupyter.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ilf4j.feedback.Feedback;
import org.ilf4j.judge.Judge;
import org.ilf4j.judge.Verdict;
import org.ilf4j.task.Task;

/** Says of an answer whether its corrected program would count, and what could be better. */
final class Referee {
  /** The paper keeps a correction that changes less than half (section 3). */
  private static final double MOST_CHANGED = 0.5;

  private final Judge judge;

  Referee(Judge judge) {
    this.judge = judge;
  }

  String opinion(Task task, Feedback feedback) {
    List<String> remarks = new ArrayList<>(Advice.on(task, feedback));
    if (feedback.refinement() == null) {
      return ItemText.message(false, "The corrected program is still the failing one.", remarks);
    }
    if (feedback.changed() >= MOST_CHANGED) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "It changes %.0f %% of the text; the paper keeps corrections below 50 %%.",
              100 * feedback.changed()));
    }
    try {
      Verdict verdict = judge.judge(task, feedback.refinement());
      if (!verdict.passed()) {
        remarks.add(verdict.message());
      }
      String word = "Your correction: " + verdict.outcome().label();
      return ItemText.message(verdict.passed(), word, remarks);
    } catch (RuntimeException | LinkageError e) {
      remarks.add(String.valueOf(e.getMessage()));
      return ItemText.message(false, "Your correction could not be judged.", remarks);
    }
  }
}
