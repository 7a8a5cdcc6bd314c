package org.ilf4j.refine;

import org.ilf4j.feedback.Feedback;
import org.ilf4j.judge.Verdict;
import org.ilf4j.prompt.Example;
import org.ilf4j.sample.Sample;

/**
 * A program that a model rewrote by feedback.
 *
 * @param feedback what it read, with the old program
 * @param sample the new program
 * @param verdict what the judge found; null while it was not judged
 */
public record Refinement(Feedback feedback, Sample sample, Verdict verdict) {

  /** Whether it was judged and every test passed. */
  public boolean passed() {
    return verdict != null && verdict.passed();
  }

  /** The new program as an example for the base model: after the task's prompt, this program. */
  public Example example() {
    return new Example(sample.taskId(), sample.prompt(), sample.completion());
  }

  /** Feedback and both programs. */
  @Override
  public String toString() {
    String judged = verdict == null ? "not judged" : verdict.outcome().label();
    return "task "
        + sample.taskId()
        + ", refinement "
        + sample.index()
        + ", "
        + judged
        + "\nold program:\n"
        + feedback.completion()
        + "\nfeedback: "
        + feedback.text()
        + "\nnew program:\n"
        + sample.completion();
  }
}
