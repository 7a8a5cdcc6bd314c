package org.ilf4j.jupyter.form;

import java.util.List;
import java.util.Optional;
import org.ilf4j.feedback.Feedback;
import org.ilf4j.feedback.FeedbackEntry;
import org.ilf4j.feedback.FeedbackEntry.State;
import org.ilf4j.feedback.FeedbackLog;
import org.ilf4j.judge.Verdict;
import org.ilf4j.jupyter.widget.Widget;
import org.ilf4j.jupyter.widget.Widgets;
import org.ilf4j.task.Task;

/**
 * The fields of one item. They belong to this item alone: an update that a click overtook arrives
 * later, at the right item, and amends its answer.
 */
final class ItemPage {
  private static final int FEEDBACK_ROWS = 4;
  private static final int PROGRAM_ROWS = 10;

  private final Task task;
  private final Verdict verdict;
  private final String annotator;
  private final FeedbackLog log;
  private final Drafts drafts;
  private final Widget problem;
  private final Widget words;
  private final Widget kind;
  private final Widget program;
  private final Widget message;
  private final Widget column;
  private State state = State.DRAFT;

  ItemPage(
      Widgets widgets,
      Task task,
      Verdict verdict,
      String annotator,
      FeedbackLog log,
      Drafts drafts) {
    this.task = task;
    this.verdict = verdict;
    this.annotator = annotator;
    this.log = log;
    this.drafts = drafts;
    Optional<FeedbackEntry> before = log.last(task.id(), verdict.sample().program(), annotator);
    before.ifPresent(entry -> state = entry.state());
    Optional<Feedback> said = before.map(FeedbackEntry::feedback);
    problem = widgets.html(ItemText.problem(task, verdict));
    words =
        widgets.textArea(
            "Feedback",
            "What is wrong with this program, and what should it do?",
            said.map(Feedback::text).orElse(""),
            FEEDBACK_ROWS,
            "ilf-words");
    kind = widgets.dropdown("Kind of bug", BugKind.ALL, said.map(ItemPage::kindIndex).orElse(0));
    program =
        widgets.textArea(
            "Corrected",
            "the corrected program",
            said.flatMap(Feedback::refined).orElse(verdict.sample().program()),
            PROGRAM_ROWS,
            "ilf-program");
    message = widgets.html("");
    column = widgets.column(problem, words, kind, program, message);
    List.of(words, program).forEach(field -> field.onChange("value", value -> typed()));
    kind.onChange("index", value -> typed());
  }

  Widget widget() {
    return column;
  }

  /** Keeps the answer; empty words are not an answer. */
  boolean save() {
    Feedback feedback = feedback();
    if (feedback.text().isBlank()) {
      message.set(
          "value",
          ItemText.message(false, "Say what is wrong first, or skip this one.", List.of()));
      return false;
    }
    drafts.cancel();
    state = State.SAVED;
    log.save(feedback);
    return true;
  }

  void skip() {
    drafts.cancel();
    state = State.SKIPPED;
    log.skip(feedback());
  }

  /** Judges the corrected program beside the kernel's thread and says what came of it. */
  void judge(Referee referee) {
    Feedback feedback = feedback();
    message.set("value", ItemText.working("Judging …"));
    drafts.inBackground(() -> message.set("value", referee.opinion(task, feedback)));
  }

  void close() {
    List.of(column, problem, words, kind, program, message).forEach(Widget::close);
  }

  /** Typing after a save amends what was saved; before, it is a draft. */
  private void typed() {
    drafts.afterPause(
        () -> {
          if (state == State.SAVED) {
            log.save(feedback());
          } else {
            log.draft(feedback());
          }
        });
  }

  private Feedback feedback() {
    String corrected = program.text("value");
    boolean unchanged =
        corrected.isBlank() || corrected.strip().equals(verdict.sample().program().strip());
    int chosen = kind.get("index") instanceof Number index ? index.intValue() : 0;
    return Feedback.of(
            task.id(),
            verdict.sample().prompt(),
            verdict.sample().program(),
            words.text("value"),
            annotator)
        .withRefinement(unchanged ? null : corrected)
        .withCategories(chosen == 0 ? List.of() : List.of(BugKind.ALL.get(chosen)));
  }

  private static int kindIndex(Feedback feedback) {
    return feedback.categories().isEmpty()
        ? 0
        : Math.max(0, BugKind.ALL.indexOf(feedback.categories().get(0)));
  }
}
