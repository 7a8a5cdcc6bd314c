package org.ilf4j.feedback;

import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.ilf4j.feedback.FeedbackEntry.State;
import org.ilf4j.jsonl.JsonlLog;

/**
 * An append-only file of what annotators wrote. Each call writes one line to the disk before it
 * returns; the last line per task, annotator and program counts. A killed process loses nothing,
 * and several may write in turn.
 *
 * <pre>{@code
 * FeedbackLog log = FeedbackLog.at(Path.of("runs/first"));
 * log.save(feedback);
 * log.feedback()          // everything saved so far
 * }</pre>
 */
public final class FeedbackLog {
  private static final String FILE = "feedback.jsonl";

  private final Path path;
  private final Clock clock;

  private FeedbackLog(Path path, Clock clock) {
    this.path = path;
    this.clock = clock;
  }

  /**
   * The log at a path; it need not be there yet.
   *
   * @param path a file that ends in {@code .jsonl}, or a folder such as a run's, in which the log
   *     is {@code feedback.jsonl}
   */
  public static FeedbackLog at(Path path) {
    return at(path, Clock.systemUTC());
  }

  /** As {@link #at(Path)}. */
  public static FeedbackLog at(String path) {
    return at(Path.of(path));
  }

  static FeedbackLog at(Path path, Clock clock) {
    boolean file = path.getFileName() != null && path.getFileName().toString().endsWith(".jsonl");
    return new FeedbackLog(file ? path : path.resolve(FILE), clock);
  }

  /** The file. */
  public Path path() {
    return path;
  }

  /** Keeps finished feedback. */
  public void save(Feedback feedback) {
    append(State.SAVED, feedback);
  }

  /** Keeps unfinished feedback against loss. */
  public void draft(Feedback feedback) {
    append(State.DRAFT, feedback);
  }

  /** Notes that the annotator passed a program over. */
  public void skip(Feedback feedback) {
    append(State.SKIPPED, feedback);
  }

  /** Saved feedback, in the order of its first line; a later draft does not take it away. */
  public Feedbacks feedback() {
    return Feedbacks.of(
        last(entry -> entry.state() != State.DRAFT).values().stream()
            .filter(entry -> entry.state() == State.SAVED)
            .map(FeedbackEntry::feedback)
            .toList());
  }

  /**
   * The last line about a program by an annotator: what a form shows again.
   *
   * @param taskId the task
   * @param program the whole failing program
   * @param annotator who writes
   */
  public Optional<FeedbackEntry> last(int taskId, String program, String annotator) {
    return Optional.ofNullable(last(entry -> true).get(new Item(taskId, annotator, program)));
  }

  /** Saved feedback first, then drafts and skipped items: one line each. */
  @Override
  public String toString() {
    Map<Item, FeedbackEntry> last = last(entry -> true);
    long drafts = last.values().stream().filter(e -> e.state() == State.DRAFT).count();
    long skipped = last.values().stream().filter(e -> e.state() == State.SKIPPED).count();
    return path + ": " + drafts + " drafts, " + skipped + " skipped, " + feedback();
  }

  private Map<Item, FeedbackEntry> last(Predicate<FeedbackEntry> counts) {
    Map<Item, FeedbackEntry> last = new LinkedHashMap<>();
    for (FeedbackEntry entry : JsonlLog.read(path, FeedbackEntry.class)) {
      if (counts.test(entry)) {
        last.put(Item.of(entry.feedback()), entry);
      }
    }
    return last;
  }

  private void append(State state, Feedback feedback) {
    String at = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    JsonlLog.appendOnce(path, new FeedbackEntry(state, at, feedback));
  }

  /** What one line replaces: the same annotator's earlier line on the same program. */
  private record Item(int taskId, String annotator, String program) {
    static Item of(Feedback feedback) {
      return new Item(feedback.taskId(), feedback.annotator(), feedback.program());
    }
  }
}
