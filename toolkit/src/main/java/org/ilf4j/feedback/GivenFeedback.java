package org.ilf4j.feedback;

import java.util.Optional;
import org.ilf4j.judge.Verdict;
import org.ilf4j.task.Task;

/** Feedback that is there already. */
record GivenFeedback(Feedbacks feedbacks) implements FeedbackSource {
  @Override
  public Optional<Feedback> on(Task task, Verdict failing) {
    String program = failing.sample().program();
    return feedbacks.stream()
        .filter(f -> f.taskId() == task.id() && f.program().equals(program))
        .findFirst()
        .or(() -> feedbacks.of(task.id()));
  }
}
