package org.ilf4j.jupyter.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.ilf4j.feedback.Feedback;
import org.ilf4j.judge.Judge;
import org.ilf4j.judge.Verdict;
import org.ilf4j.task.Task;

/**
 * Says of an answer whether its corrected program would count, and what could be better. Judges on
 * a daemon thread of its own, so that neither the kernel nor a draft waits for it.
 */
final class Referee implements AutoCloseable {
  /** The paper keeps a correction that changes less than half (section 3). */
  private static final double MOST_CHANGED = 0.5;

  private final Judge judge;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread made = new Thread(work, "ilf4j-referee");
            made.setDaemon(true);
            return made;
          });

  Referee(Judge judge) {
    this.judge = judge;
  }

  /** Tells its opinion when it has one. */
  void judge(Task task, Feedback feedback, Consumer<String> opinion) {
    thread.execute(() -> opinion.accept(opinion(task, feedback)));
  }

  private String opinion(Task task, Feedback feedback) {
    List<String> remarks = new ArrayList<>(Advice.on(task, feedback));
    String where = "Task " + task.id() + ": ";
    if (feedback.refinement() == null) {
      return ItemText.message(
          false, where + "the corrected program is still the failing one.", remarks);
    }
    boolean near = feedback.changed() < MOST_CHANGED;
    if (!near) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "It changes %.0f %% of the text; a correction counts below 50 %%, as in the paper.",
              100 * feedback.changed()));
    }
    try {
      Verdict verdict = judge.judge(task, feedback.refinement());
      if (!verdict.passed()) {
        remarks.add(verdict.message());
      }
      String word = where + "your correction: " + verdict.outcome().label();
      return ItemText.message(
          verdict.passed() && near,
          verdict.passed() && near ? word + ", it counts" : word,
          remarks);
    } catch (RuntimeException | LinkageError e) {
      remarks.add(String.valueOf(e.getMessage()));
      return ItemText.message(false, where + "your correction could not be judged.", remarks);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
