package org.ilf4j.feedback;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ilf4j.judge.Verdict;
import org.ilf4j.judge.Verdicts;
import org.ilf4j.task.Task;

/**
 * Where feedback comes from: a file, a person, or the simulated annotator.
 *
 * <pre>{@code
 * Feedbacks feedback = FeedbackSource.simulated(7).on(verdicts.failures().onePerTask());
 * }</pre>
 */
@FunctionalInterface
public interface FeedbackSource {

  /** What is said about one failing program; empty if nothing is. */
  Optional<Feedback> on(Task task, Verdict failing);

  /** What is said about several failing programs, in their order. */
  default Feedbacks on(Verdicts failing) {
    List<Feedback> said = new ArrayList<>();
    for (Verdict verdict : failing) {
      on(failing.tasks().byId(verdict.taskId()), verdict).ifPresent(said::add);
    }
    return Feedbacks.of(said);
  }

  /** The simulated annotator, which compares with the gold program; its feedback is labelled. */
  static FeedbackSource simulated(long seed) {
    return new SimulatedAnnotator(seed);
  }

  /**
   * Feedback from a file in our columns, a log's or the paper's, by task. Where there is feedback
   * on this very program, it is taken; else the task's, with the program that it was written for.
   */
  static FeedbackSource file(Path file) {
    return given(Feedbacks.read(file));
  }

  /**
   * What annotators saved in a log, matched as in {@link #file}; nothing is asked. So a notebook
   * runs where nobody sits, as under {@code nbconvert --execute} or in CI.
   *
   * @throws IllegalStateException if nothing was saved in it
   */
  static FeedbackSource replay(FeedbackLog log) {
    Feedbacks saved = log.feedback();
    if (saved.isEmpty()) {
      throw new IllegalStateException(
          "Nobody is asked in a replay, and "
              + log.path()
              + " holds no saved feedback; answer with FeedbackForm.ask(failing, log) first, or use"
              + " .file(path) or .simulated(seed).");
    }
    return given(saved);
  }

  /** Feedback that is there already, matched as in {@link #file}. */
  static FeedbackSource given(Feedbacks feedbacks) {
    return new GivenFeedback(feedbacks);
  }

  /**
   * A person at the keyboard ({@code System.in}; a line of input in a notebook). What was saved in
   * the log before is not asked again.
   *
   * @param annotator the person's name
   * @param log keeps each answer at once
   */
  static FeedbackSource person(String annotator, FeedbackLog log) {
    return new PersonAtKeyboard(annotator, log, System.in, System.out);
  }
}
