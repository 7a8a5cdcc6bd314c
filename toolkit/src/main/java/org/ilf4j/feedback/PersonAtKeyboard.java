package org.ilf4j.feedback;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.StringJoiner;
import org.ilf4j.feedback.FeedbackEntry.State;
import org.ilf4j.judge.Verdict;
import org.ilf4j.task.Task;

/** Shows a failing program and reads what the person says, up to an empty line. */
final class PersonAtKeyboard implements FeedbackSource {
  private final String annotator;
  private final FeedbackLog log;
  private final BufferedReader in;
  private final PrintStream out;

  PersonAtKeyboard(String annotator, FeedbackLog log, InputStream in, PrintStream out) {
    this.annotator = annotator;
    this.log = log;
    this.in = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
    this.out = out;
  }

  @Override
  public Optional<Feedback> on(Task task, Verdict failing) {
    String program = failing.sample().program();
    Optional<FeedbackEntry> before = log.last(task.id(), program, annotator);
    if (before.isPresent() && before.get().state() != State.DRAFT) {
      return before.filter(e -> e.state() == State.SAVED).map(FeedbackEntry::feedback);
    }
    String text = ask(task, failing);
    Feedback said = Feedback.of(task.id(), failing.sample().prompt(), program, text, annotator);
    if (text.isBlank()) {
      log.skip(said);
      return Optional.empty();
    }
    log.save(said);
    return Optional.of(said);
  }

  private String ask(Task task, Verdict failing) {
    out.println(failing);
    out.println("What is wrong with this program for task " + task.id() + "? (end with an empty ");
    out.println("line; an empty answer passes it over)");
    out.flush();
    StringJoiner text = new StringJoiner("\n");
    for (String line = line(task); !line.isBlank(); line = line(task)) {
      text.add(line);
    }
    return text.toString();
  }

  private String line(Task task) {
    try {
      String line = in.readLine();
      if (line == null) {
        throw new IllegalStateException(
            "Nobody is here to answer for task "
                + task.id()
                + "; use FeedbackSource.replay(log), .file(path) or .simulated(seed), what was said"
                + " before is in "
                + log.path()
                + ".");
      }
      return line;
    } catch (IOException e) {
      throw new IllegalStateException("The answer cannot be read: " + e.getMessage() + ".", e);
    }
  }
}
