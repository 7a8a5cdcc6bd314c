package org.ilf4j.jupyter.form;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.ilf4j.feedback.BugKind;
import org.ilf4j.feedback.Feedback;
import org.ilf4j.feedback.FeedbackEntry;
import org.ilf4j.feedback.FeedbackEntry.State;
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
  private static final int KINDS_ROWS = 4;
  private static final int FEWEST_PROGRAM_ROWS = 6;
  private static final int MOST_PROGRAM_ROWS = 20;

  private final Task task;
  private final Verdict verdict;
  private final Answers answers;
  private final Drafts drafts;
  private final Widget problem;
  private final Widget words;
  private final Widget kinds;
  private final Widget program;
  private final Widget column;
  private final List<String> ownKinds;
  private final Set<String> remarksRead = ConcurrentHashMap.newKeySet();
  private volatile State state;
  private Consumer<ItemPage> onAmended = page -> {};

  ItemPage(Widgets widgets, Task task, Verdict verdict, Answers answers, Drafts drafts) {
    this.task = task;
    this.verdict = verdict;
    this.answers = answers;
    this.drafts = drafts;
    Optional<FeedbackEntry> before = answers.last(verdict);
    Optional<Feedback> said = before.map(FeedbackEntry::feedback);
    state = before.map(FeedbackEntry::state).orElse(State.DRAFT);
    List<String> given = said.map(Feedback::categories).orElse(List.of());
    ownKinds = given.stream().filter(kind -> BugKind.of(kind).isEmpty()).toList();
    problem = widgets.html(ItemText.problem(task, verdict));
    words =
        widgets.textArea(
            "Feedback",
            "What is wrong with this program, and what should it do?",
            said.map(Feedback::text).orElse(""),
            FEEDBACK_ROWS,
            "ilf-words");
    kinds =
        widgets.choices(
            "Bugs",
            "Kinds of bugs that your feedback is about; hold Ctrl to choose several",
            BugKind.labels(),
            given.stream().map(BugKind.labels()::indexOf).filter(place -> place >= 0).toList(),
            KINDS_ROWS);
    program =
        widgets.textArea(
            "Corrected",
            "the corrected program",
            said.flatMap(Feedback::refined).orElse(verdict.sample().program()),
            rows(verdict.sample().program()),
            "ilf-program");
    column = widgets.column(problem, words, kinds, program);
    List.of(words, program).forEach(field -> field.onChange("value", value -> typed()));
    kinds.onChange("index", value -> typed());
  }

  private static int rows(String text) {
    int lines = (int) text.lines().count() + 1;
    return Math.max(FEWEST_PROGRAM_ROWS, Math.min(MOST_PROGRAM_ROWS, lines));
  }

  Widget widget() {
    return column;
  }

  Task task() {
    return task;
  }

  /** Lets the person type on where the next answer begins. */
  void focus() {
    words.focus();
  }

  /** Whether there is an answer to save: empty words are none. */
  boolean isBlank() {
    return words.text("value").isBlank();
  }

  /** Keeps what is there as this state; false if it could not be written. */
  boolean keep(State as) {
    drafts.cancel(this);
    boolean kept = answers.keep(as, feedback());
    state = kept ? as : state;
    return kept;
  }

  /** Hears when words come in whose answer was remarked on before. */
  ItemPage onAmended(Consumer<ItemPage> listener) {
    onAmended = listener;
    return this;
  }

  /**
   * Whether there is a remark that the person has not seen yet. Whoever saves again has read them,
   * even if words came in since: the front end may send a click before the last keys.
   */
  boolean hasNewRemarks() {
    return !remarksRead.containsAll(Advice.on(task, feedback()));
  }

  /** Remarks on the answer, to be shown. */
  List<String> remarks() {
    List<String> remarks = Advice.on(task, feedback());
    remarksRead.addAll(remarks);
    return remarks;
  }

  void close() {
    List.of(column, problem, words, kinds, program).forEach(Widget::close);
  }

  private void typed() {
    drafts.afterPause(this, this::write);
  }

  /** Typing after a save amends what was saved; before, it is a draft. */
  private void write() {
    answers.keep(state == State.SAVED && !isBlank() ? State.SAVED : State.DRAFT, feedback());
    if (!remarksRead.isEmpty()) {
      onAmended.accept(this);
    }
  }

  Feedback feedback() {
    String corrected = program.text("value");
    boolean unchanged =
        corrected.isBlank() || corrected.strip().equals(verdict.sample().program().strip());
    return Feedback.of(
            task.id(),
            verdict.sample().prompt(),
            verdict.sample().program(),
            words.text("value"),
            answers.annotator())
        .withRefinement(unchanged ? null : corrected)
        .withCategories(chosenKinds());
  }

  /** Those chosen, and those of an answer from elsewhere that Table 5 does not have. */
  private List<String> chosenKinds() {
    List<String> chosen = new ArrayList<>();
    if (kinds.get("index") instanceof Collection<?> places) {
      places.forEach(place -> chosen.add(BugKind.labels().get(((Number) place).intValue())));
    }
    chosen.addAll(ownKinds);
    return chosen;
  }
}
