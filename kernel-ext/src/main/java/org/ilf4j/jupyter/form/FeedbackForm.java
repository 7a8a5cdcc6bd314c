package org.ilf4j.jupyter.form;

import static j2html.TagCreator.p;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.ilf4j.feedback.FeedbackEntry.State;
import org.ilf4j.feedback.FeedbackLog;
import org.ilf4j.feedback.FeedbackSource;
import org.ilf4j.feedback.Feedbacks;
import org.ilf4j.judge.Judge;
import org.ilf4j.judge.Verdict;
import org.ilf4j.judge.Verdicts;
import org.ilf4j.jupyter.Notebook;
import org.ilf4j.jupyter.Notebooks;
import org.ilf4j.jupyter.view.Bundle;
import org.ilf4j.jupyter.view.Markup;
import org.ilf4j.jupyter.widget.Widget;
import org.ilf4j.jupyter.widget.Widgets;

/**
 * A form below the cell that asks what is wrong with each failing program. It stays while other
 * cells run; its answers are in the log at once.
 *
 * <pre>{@code
 * var form = FeedbackForm.ask(verdicts.failures().onePerTask(), FeedbackLog.at("runs/first"));
 * // answer below the cell, then in the next one:
 * form.feedback()
 * }</pre>
 */
public final class FeedbackForm {
  private static final int PAGES_KEPT = 3;

  /** How long the page takes to draw new fields, before one of them can have the focus. */
  private static final long DRAWN_MILLIS = 300;

  private final Widgets widgets;
  private final List<Verdict> items;
  private final Verdicts failing;
  private final FeedbackLog log;
  private final Answers answers;
  private final Referee referee = new Referee(Judge.standard());
  private final Drafts drafts = new Drafts();
  private final Deque<ItemPage> pages = new ArrayDeque<>();
  private final Widget progress;
  private final Widget message;
  private final Widget pulse;
  private final Widget place;
  private final Widget buttons;
  private final Widget form;
  private final List<Widget> buttonList;
  private int at;
  private volatile ItemPage shown;

  private FeedbackForm(Notebook notebook, Verdicts failing, FeedbackLog log, String annotator) {
    this.widgets = notebook.widgets();
    this.failing = failing;
    this.items = failing.list();
    this.log = log;
    this.progress = widgets.html("");
    this.message = widgets.html("");
    this.pulse = widgets.html("");
    Pulse beating = new Pulse(pulse, notebook::cellRunning);
    this.answers = new Answers(log, annotator, beating::says);
    this.buttonList =
        List.of(
            widgets.button("Save", "keep the answer, next program", "success").onClick(this::save),
            widgets
                .button("Judge my correction", "run the task's tests on it", "info")
                .onClick(this::judge),
            widgets.button("Skip", "no answer, next program", "warning").onClick(this::skip),
            widgets.button("Back", "the program before", "").onClick(() -> turn(at - 1)),
            widgets.button("Next", "the program after", "").onClick(() -> turn(at + 1)));
    this.buttons = widgets.row(buttonList.toArray(Widget[]::new));
    this.place = widgets.column();
    this.form = widgets.column(progress, place, buttons, message, pulse);
    go(firstOpen(0));
    drafts.every(beating::beat, Pulse.BEAT_MILLIS);
    drafts.every(beating::look, Pulse.LOOK_MILLIS);
  }

  /** Asks the person whose name the computer knows. */
  public static FeedbackForm ask(Verdicts failing, FeedbackLog log) {
    return ask(failing, log, System.getProperty("user.name", "annotator"));
  }

  /**
   * Shows the form; run again, it goes on at the first program without an answer.
   *
   * @param failing one failing program per task
   * @param log keeps drafts and answers
   * @param annotator whose answers these are
   * @throws IllegalStateException outside of a notebook
   */
  public static FeedbackForm ask(Verdicts failing, FeedbackLog log, String annotator) {
    Notebook notebook =
        Notebooks.current()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "A form needs a notebook; elsewhere ask with FeedbackSource.person(name, log)"
                            + " or read FeedbackSource.file(path)."));
    return ask(notebook, failing, log, annotator);
  }

  static FeedbackForm ask(Notebook notebook, Verdicts failing, FeedbackLog log, String annotator) {
    Widgets widgets = notebook.widgets();
    String name = log.path().toAbsolutePath() + " " + annotator;
    widgets.closeForm(name); // writes its last draft, which the new form shows
    FeedbackForm form = new FeedbackForm(notebook, failing, log, annotator);
    widgets.keepForm(name, form::close);
    notebook.display(Widgets.bundle(form.form, form.fallback()));
    return form;
  }

  /** What is answered by now. */
  public Feedbacks feedback() {
    drafts.flush();
    return FeedbackSource.given(log.feedback().where(f -> f.annotator().equals(annotator())))
        .on(failing);
  }

  /** Takes the form away; the answers stay in the log. */
  public void close() {
    drafts.close();
    referee.close();
    pages.forEach(ItemPage::close);
    buttonList.forEach(Widget::close);
    List.of(form, place, buttons, progress, message, pulse).forEach(Widget::close);
  }

  @Override
  public String toString() {
    return count(answers.states(items), State.SAVED)
        + " of "
        + items.size()
        + " answered by "
        + annotator()
        + "; "
        + log.path();
  }

  private String annotator() {
    return answers.annotator();
  }

  private void save() {
    page().ifPresent(this::save);
  }

  /** An answer is kept first and remarked on afterwards: no remark costs a word. */
  private void save(ItemPage page) {
    if (page.isBlank()) {
      say(ItemText.message(false, "Say what is wrong first, or skip this one.", List.of()));
      return;
    }
    if (!page.keep(State.SAVED)) {
      return;
    }
    if (page.hasNewRemarks()) {
      remark(page);
      return;
    }
    say("");
    if (page.feedback().refinement() != null) {
      referee.judge(page.task(), page.feedback(), this::say);
    }
    turn(firstOpen(at + 1));
  }

  /** What could be better; said anew when the words change, as by those that a click overtook. */
  private void remark(ItemPage page) {
    if (page().filter(page::equals).isPresent()) {
      List<String> remarks = page.remarks();
      String better = remarks.isEmpty() ? "." : ", or make it better:";
      say(ItemText.message(true, "Saved. Press Save again to go on" + better, remarks));
    }
  }

  private void skip() {
    if (page().map(page -> page.keep(State.SKIPPED)).orElse(true)) {
      say("");
      turn(firstOpen(at + 1));
    }
  }

  private void judge() {
    page()
        .ifPresent(
            page -> {
              say(ItemText.working("Judging …"));
              referee.judge(page.task(), page.feedback(), this::say);
            });
  }

  private void say(String html) {
    message.set("value", html);
  }

  private Optional<ItemPage> page() {
    return Optional.ofNullable(shown);
  }

  /** Shows a program because the person asked for it: typing goes on there. */
  private void turn(int wanted) {
    go(wanted);
    page().ifPresent(page -> drafts.later(page::focus, DRAWN_MILLIS));
  }

  /**
   * Shows a program, or at the end what was done. Only what changes is drawn again: a button that
   * has the focus keeps it.
   */
  private void go(int wanted) {
    drafts.flush();
    at = Math.max(0, Math.min(wanted, items.size()));
    List<State> states = answers.states(items);
    int saved = count(states, State.SAVED);
    int skipped = count(states, State.SKIPPED);
    if (at == items.size()) {
      progress.set("value", ItemText.done(saved, skipped, items.size()));
      shown = null;
      place.set("children", Widgets.references());
      return;
    }
    Verdict verdict = items.get(at);
    ItemPage page =
        new ItemPage(widgets, failing.tasks().byId(verdict.taskId()), verdict, answers, drafts)
            .onAmended(this::remark);
    shown = page;
    pages.addLast(page);
    progress.set("value", ItemText.progress(saved, skipped, items.size(), at));
    place.set("children", Widgets.references(page.widget()));
    if (pages.size() > PAGES_KEPT) {
      pages.removeFirst().close();
    }
  }

  /** The first program from a place on that has no answer, around the end; past the end if none. */
  private int firstOpen(int from) {
    List<State> states = answers.states(items);
    for (int i = 0; i < items.size(); i++) {
      int place = (from + i) % items.size();
      if (states.get(place) == State.DRAFT) {
        return place;
      }
    }
    return items.size();
  }

  private static int count(List<State> states, State wanted) {
    return (int) states.stream().filter(state -> state == wanted).count();
  }

  private Bundle fallback() {
    String text =
        this
            + "\nThe form needs a running notebook and the package ipywidgets (pip install"
            + " ipywidgets). Without it: %%feedback <task> with your words below, or"
            + " FeedbackSource.person(name, log).";
    return Bundle.text(text).with("text/html", Markup.card(p(text)).render());
  }
}
