package org.ilf4j.jupyter.form;

import static j2html.TagCreator.p;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ilf4j.feedback.FeedbackEntry;
import org.ilf4j.feedback.FeedbackEntry.State;
import org.ilf4j.feedback.FeedbackLog;
import org.ilf4j.feedback.FeedbackSource;
import org.ilf4j.feedback.Feedbacks;
import org.ilf4j.jsonl.JsonlLog;
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

  private final Widgets widgets;
  private final List<Verdict> items;
  private final Verdicts failing;
  private final FeedbackLog log;
  private final String annotator;
  private final Referee referee = new Referee(Judge.standard());
  private final Drafts drafts = new Drafts();
  private final Deque<ItemPage> pages = new ArrayDeque<>();
  private final Widget progress;
  private final Widget buttons;
  private final Widget form;
  private final List<Widget> buttonList;
  private int at;

  private FeedbackForm(Widgets widgets, Verdicts failing, FeedbackLog log, String annotator) {
    this.widgets = widgets;
    this.failing = failing;
    this.items = failing.list();
    this.log = log;
    this.annotator = annotator;
    this.progress = widgets.html("");
    this.buttonList =
        List.of(
            widgets.button("Back", "the program before", "").onClick(() -> go(at - 1)),
            widgets.button("Judge my correction", "run its tests", "info").onClick(this::judge),
            widgets.button("Save", "keep the answer, next program", "success").onClick(this::save),
            widgets.button("Skip", "no answer, next program", "warning").onClick(this::skip),
            widgets.button("Next", "the program after", "").onClick(() -> go(at + 1)));
    this.buttons = widgets.row(buttonList.toArray(Widget[]::new));
    this.form = widgets.column(progress, buttons);
    go(firstOpen(0));
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
    FeedbackForm form = new FeedbackForm(widgets, failing, log, annotator);
    widgets.keepForm(name, form::close);
    notebook.display(Widgets.bundle(form.form, form.fallback()));
    return form;
  }

  /** What is answered by now. */
  public Feedbacks feedback() {
    drafts.flush();
    return FeedbackSource.replay(log).on(failing).where(f -> f.annotator().equals(annotator));
  }

  /** Takes the form away; the answers stay in the log. */
  public void close() {
    drafts.close();
    pages.forEach(ItemPage::close);
    buttonList.forEach(Widget::close);
    List.of(form, buttons, progress).forEach(Widget::close);
  }

  @Override
  public String toString() {
    return count(State.SAVED)
        + " of "
        + items.size()
        + " answered by "
        + annotator
        + "; "
        + log.path();
  }

  private void save() {
    if (page().map(ItemPage::save).orElse(false)) {
      go(firstOpen(at + 1));
    }
  }

  private void skip() {
    page().ifPresent(ItemPage::skip);
    go(firstOpen(at + 1));
  }

  private void judge() {
    page().ifPresent(page -> page.judge(referee));
  }

  private Optional<ItemPage> page() {
    return at < items.size() ? Optional.ofNullable(pages.peekLast()) : Optional.empty();
  }

  /** Shows a program, or at the end what was done. */
  private void go(int wanted) {
    drafts.flush();
    at = Math.max(0, Math.min(wanted, items.size()));
    if (at == items.size()) {
      progress.set("value", ItemText.done(count(State.SAVED), count(State.SKIPPED)));
      form.set("children", Widgets.references(progress, buttons));
      return;
    }
    Verdict verdict = items.get(at);
    ItemPage page =
        new ItemPage(
            widgets, failing.tasks().byId(verdict.taskId()), verdict, annotator, log, drafts);
    pages.addLast(page);
    progress.set(
        "value", ItemText.progress(count(State.SAVED), count(State.SKIPPED), items.size(), at));
    form.set("children", Widgets.references(progress, page.widget(), buttons));
    if (pages.size() > PAGES_KEPT) {
      pages.removeFirst().close();
    }
  }

  /** The first program from a place on that has no answer, around the end; past the end if none. */
  private int firstOpen(int from) {
    Map<List<Object>, State> states = states();
    for (int i = 0; i < items.size(); i++) {
      int place = (from + i) % items.size();
      if (states.getOrDefault(key(items.get(place)), State.DRAFT) == State.DRAFT) {
        return place;
      }
    }
    return items.size();
  }

  private int count(State state) {
    Map<List<Object>, State> states = states();
    return (int) items.stream().filter(item -> states.get(key(item)) == state).count();
  }

  /** How far this annotator came with each program: the log's last line counts. */
  private Map<List<Object>, State> states() {
    Map<List<Object>, State> states = new HashMap<>();
    for (FeedbackEntry entry : JsonlLog.read(log.path(), FeedbackEntry.class)) {
      if (entry.feedback().annotator().equals(annotator)) {
        states.put(List.of(entry.feedback().taskId(), entry.feedback().program()), entry.state());
      }
    }
    return states;
  }

  private static List<Object> key(Verdict item) {
    return List.of(item.taskId(), item.sample().program());
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
