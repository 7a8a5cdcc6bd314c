package org.ilf4j.jupyter.magic;

import java.nio.file.Path;
import java.util.List;
import org.ilf4j.feedback.Feedback;
import org.ilf4j.feedback.FeedbackLog;
import org.ilf4j.judge.Verdict;
import org.ilf4j.judge.Verdicts;
import org.ilf4j.jupyter.Notebook;
import org.ilf4j.jupyter.view.Bundle;

/**
 * Feedback without a form: the words are the cell's lines; behind a line {@code ---} may follow the
 * corrected program.
 */
final class FeedbackMagic {
  static final String USAGE =
      "%%feedback <task> [<variable with Verdicts, else the newest where it failed>]"
          + " [<folder, else runs/feedback>] [<your name>], then your words on the lines below;"
          + " behind a line --- the corrected program, if you like.";
  private static final String FOLDER = "runs/feedback";
  private static final String SEPARATOR = "(?m)^---\\s*$\\n?";

  private final Notebook notebook;

  FeedbackMagic(Notebook notebook) {
    this.notebook = notebook;
  }

  Feedback run(List<String> words, String body) {
    int task = Magics.taskId(notebook, words, USAGE);
    if (words.size() > 4) {
      throw new IllegalArgumentException("Too many words: " + words + ". " + USAGE);
    }
    Verdict failing = failing(programs(words, task), task);
    String folder = words.size() > 2 ? words.get(2) : FOLDER;
    String name = words.size() > 3 ? words.get(3) : System.getProperty("user.name", "annotator");
    String[] parts = body.split(SEPARATOR, 2);
    if (parts[0].isBlank()) {
      throw new IllegalArgumentException("The feedback on task " + task + " is empty. " + USAGE);
    }
    Feedback feedback =
        Feedback.of(
            task, failing.sample().prompt(), failing.sample().program(), parts[0].strip(), name);
    Feedback whole =
        parts.length > 1 && !parts[1].isBlank() ? feedback.withRefinement(parts[1]) : feedback;
    FeedbackLog log = FeedbackLog.at(folder);
    log.save(whole);
    notebook.display(Bundle.text(saved(log, folder, name)));
    return whole;
  }

  /** Where it is, as it was typed and from the root, and how the next cell gets at it. */
  private static String saved(FeedbackLog log, String folder, String name) {
    Path whole = log.path().toAbsolutePath().normalize();
    return "Saved as "
        + name
        + "'s in "
        + log.path()
        + (whole.equals(log.path()) ? "" : ", that is " + whole)
        + "; FeedbackLog.at(\""
        + folder
        + "\").feedback() reads it.";
  }

  private Verdicts programs(List<String> words, int task) {
    return words.size() > 1
        ? Magics.variable(notebook, words.get(1), Verdicts.class)
        : Magics.newest(
            notebook,
            Verdicts.class,
            verdicts -> verdicts.failures().taskIds().contains(task),
            "No variable of this session holds Verdicts where task " + task + " failed. " + USAGE);
  }

  private static Verdict failing(Verdicts verdicts, int task) {
    return verdicts.failures().list().stream()
        .filter(verdict -> verdict.taskId() == task)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No program failed task "
                        + task
                        + "; failures are there for the tasks "
                        + verdicts.failures().taskIds()
                        + "."));
  }
}
