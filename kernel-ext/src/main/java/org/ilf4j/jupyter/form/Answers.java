package org.ilf4j.jupyter.form;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.ilf4j.feedback.Feedback;
import org.ilf4j.feedback.FeedbackEntry;
import org.ilf4j.feedback.FeedbackEntry.State;
import org.ilf4j.feedback.FeedbackLog;
import org.ilf4j.jsonl.JsonlLog;
import org.ilf4j.judge.Verdict;

/** One annotator's answers on the disk; says of each writing whether it worked. */
final class Answers {
  private final FeedbackLog log;
  private final String annotator;
  private final Consumer<String> news;

  /**
   * The answers of an annotator in a log.
   *
   * @param news hears what was kept, or why not
   */
  Answers(FeedbackLog log, String annotator, Consumer<String> news) {
    this.log = log;
    this.annotator = annotator;
    this.news = news;
  }

  String annotator() {
    return annotator;
  }

  /**
   * Writes a line; on the disk when this returns.
   *
   * @return false if it could not be written, and the person was told so
   */
  boolean keep(State state, Feedback feedback) {
    try {
      switch (state) {
        case DRAFT -> log.draft(feedback);
        case SAVED -> log.save(feedback);
        case SKIPPED -> log.skip(feedback);
      }
      news.accept(word(state, feedback));
      return true;
    } catch (RuntimeException e) {
      news.accept("NOT KEPT: " + e.getMessage());
      return false;
    }
  }

  private static String word(State state, Feedback feedback) {
    String kept =
        feedback.words() == 1 ? "1 word of feedback" : feedback.words() + " words of feedback";
    return switch (state) {
      case DRAFT -> "Kept as a draft on task " + feedback.taskId() + ": " + kept + ".";
      case SAVED -> "Saved on task " + feedback.taskId() + ": " + kept + ".";
      case SKIPPED -> "Task " + feedback.taskId() + " skipped.";
    };
  }

  /** The last line about a program. */
  Optional<FeedbackEntry> last(Verdict item) {
    return log.last(item.taskId(), item.sample().program(), annotator);
  }

  /** How far the annotator came with each of these programs. */
  List<State> states(List<Verdict> items) {
    Map<List<Object>, State> states = new HashMap<>();
    for (FeedbackEntry entry : JsonlLog.read(log.path(), FeedbackEntry.class)) {
      Feedback feedback = entry.feedback();
      if (feedback.annotator().equals(annotator)) {
        states.put(List.of(feedback.taskId(), feedback.program()), entry.state());
      }
    }
    return items.stream()
        .map(item -> List.<Object>of(item.taskId(), item.sample().program()))
        .map(key -> states.getOrDefault(key, State.DRAFT))
        .toList();
  }
}
