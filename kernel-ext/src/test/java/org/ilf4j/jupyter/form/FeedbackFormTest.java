package org.ilf4j.jupyter.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.ilf4j.jupyter.form.FailingPrograms.HEAD;
import static org.ilf4j.jupyter.form.FailingPrograms.failing;
import static org.ilf4j.jupyter.form.FailingPrograms.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.ilf4j.feedback.Feedback;
import org.ilf4j.feedback.FeedbackEntry.State;
import org.ilf4j.feedback.FeedbackLog;
import org.ilf4j.jupyter.FakeNotebook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FeedbackFormTest {
  private static final long LIMIT_SECONDS = 20;

  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();
  private final FakeNotebook notebook = new FakeNotebook();
  private FeedbackLog log;

  @BeforeEach
  void open() {
    log = FeedbackLog.at(folder);
  }

  private FeedbackForm ask() {
    return FeedbackForm.ask(notebook, failing(), log, "ann");
  }

  private void type(String text) {
    notebook.port.change(notebook.port.find("Textarea", "Feedback"), "value", text);
  }

  private void press(String button) {
    notebook.port.click(notebook.port.find("Button", button));
  }

  private String typed() {
    return (String)
        notebook.port.models.get(notebook.port.find("Textarea", "Feedback")).get("value");
  }

  @Test
  void aSavedAnswerIsInTheLogAndTheNextProgramIsAsked() {
    FeedbackForm form = ask();
    type("It returns the first item, not the sum.");
    press("Save");
    assertThat(form.feedback().list())
        .extracting(Feedback::taskId, Feedback::text, Feedback::annotator, Feedback::simulated)
        .containsExactly(tuple(12, "It returns the first item, not the sum.", "ann", false));
    assertThat(form).hasToString("1 of 2 answered by ann; " + log.path());
    assertThat(typed()).isEmpty();
  }

  @Test
  void anEmptyAnswerIsNotSaved() {
    FeedbackForm form = ask();
    press("Save");
    assertThat(form.feedback()).isEmpty();
    assertThat(notebook.port.snapshot()).contains("Say what is wrong first");
  }

  @Test
  void typingIsKeptAtEachPause() {
    ask();
    type("It ret");
    waitFor(() -> assertThat(log.last(12, program(12), "ann")).isPresent());
    assertThat(log.last(12, program(12), "ann").orElseThrow().state()).isEqualTo(State.DRAFT);
    assertThat(log.feedback()).isEmpty();
  }

  @Test
  void aSkippedProgramIsNotAskedAgain() {
    ask();
    press("Skip");
    press("Skip");
    assertThat(notebook.port.snapshot()).contains("All done: 0 answered, 2 skipped");
    assertThat(ask().feedback()).isEmpty();
  }

  @Test
  void backShowsTheAnswerAgainAndAmendsIt() {
    FeedbackForm form = ask();
    type("It returns the first item.");
    press("Save");
    press("Back");
    assertThat(typed()).isEqualTo("It returns the first item.");
    type("It returns the first item only.");
    assertThat(form.feedback().of(12).orElseThrow().text())
        .isEqualTo("It returns the first item only.");
  }

  @Test
  void kindAndCorrectionAreKept() {
    FeedbackForm form = ask();
    type("It returns the first item.");
    correct(HEAD + "    return sum(xs)\n");
    notebook.port.change(notebook.port.find("SelectMultiple", "Bugs"), "index", List.of(0, 2.0));
    press("Save");
    Feedback said = form.feedback().of(12).orElseThrow();
    assertThat(said.refinement()).isEqualTo(HEAD + "    return sum(xs)\n");
    assertThat(said.categories()).containsExactly("logic", "missing step");
  }

  @Test
  void twoAnnotatorsDoNotMeet() {
    FeedbackForm ann = ask();
    type("Said by ann: it is wrong.");
    press("Save");
    FeedbackForm ben = FeedbackForm.ask(notebook, failing(), log, "ben");
    assertThat(ann.feedback().size()).isEqualTo(1);
    assertThat(ben.feedback().size()).isZero();
  }

  @Test
  void anAnswerIsKeptFirstAndRemarkedOnOnce() {
    FeedbackForm form = ask();
    type("Hm");
    press("Save");
    assertThat(form.feedback().of(12).orElseThrow().text()).isEqualTo("Hm");
    assertThat(notebook.port.snapshot()).contains("Very short", "seems to name no bug");
    press("Save");
    assertThat(typed()).isEmpty();
    assertThat(notebook.port.snapshot()).doesNotContain("Very short");
  }

  @Test
  void wordsFromTheGoldProgramAreRemarkedOn() {
    ask();
    type("The line should be: return sum(xs)");
    press("Save");
    assertThat(notebook.port.snapshot()).contains("quotes the gold program");
  }

  @Test
  void aCorrectionIsJudgedWhenItIsSavedAndTheResultNamesItsTask() {
    ask();
    type("It returns the first item, not the sum.");
    correct(program(12).replace("xs[0]", "sum(xs)"));
    press("Save");
    shows("Task 12: your correction: passed, it counts");
    press("Judge my correction");
    shows("Task 13: the corrected program is still the failing one");
  }

  @Test
  void aCorrectionThatChangesTooMuchPassesButDoesNotCount() {
    ask();
    correct(HEAD + "    return sum(xs)\n");
    press("Judge my correction");
    shows("Task 12: your correction: passed<", "a correction counts below 50 %");
  }

  @Test
  void theFocusGoesToTheNextAnswerButNotAtFirst() {
    ask();
    assertThat(notebook.port.commands()).isEmpty();
    press("Next");
    waitFor(() -> assertThat(notebook.port.commands()).isNotEmpty());
    assertThat(notebook.port.commands().get(0).get("content")).isEqualTo(Map.of("do", "focus"));
  }

  @Test
  void aButtonIsNotDrawnAgainSoThatItKeepsTheFocus() {
    ask();
    String buttons = containerOf(notebook.port.find("Button", "Save"));
    Object drawn = notebook.port.models.get(containerOf(buttons)).get("children");
    for (String button : List.of("Next", "Save", "Skip", "Back", "Skip")) {
      press(button);
      assertThat(notebook.port.models.get(containerOf(buttons)).get("children")).isEqualTo(drawn);
    }
  }

  /** The box around a control. */
  private String containerOf(String control) {
    return notebook.port.models.entrySet().stream()
        .filter(
            model ->
                model.getValue().get("children") instanceof List<?> children
                    && children.contains("IPY_MODEL_" + control))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void fieldsAndButtonsHaveNames() {
    ask();
    assertThat(notebook.port.models.values())
        .filteredOn(model -> model.get("_model_name").toString().matches("(Text|Sel|But).*"))
        .hasSize(8)
        .allSatisfy(model -> assertThat(model.get("description").toString()).isNotBlank());
    assertThat(notebook.port.snapshot()).contains("Tab goes on", "0 of 2 answered");
  }

  @Test
  void typingWithoutAPauseIsWrittenToo() {
    ask();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    for (int letters = 1; log.last(12, program(12), "ann").isEmpty(); letters++) {
      assertThat(System.nanoTime()).as("still no draft").isLessThan(end);
      type("x".repeat(letters));
    }
    assertThat(log.last(12, program(12), "ann").orElseThrow().state()).isEqualTo(State.DRAFT);
    shows("Kept as a draft on task 12: 1 word");
  }

  @Test
  void whileACellRunsItSaysThatNothingIsSavedYet() {
    ask();
    notebook.cellRunning = true;
    shows("A cell is running: what you type now is not saved yet");
    notebook.cellRunning = false;
    shows("What you type is kept at each pause");
  }

  @Test
  void whatCannotBeWrittenIsSaidAndStays() throws IOException {
    Files.createDirectories(log.path()); // a folder where the file should be
    Files.writeString(log.path().resolve("in-the-way"), "");
    Answers answers = new Answers(log, "ann", said::add);
    boolean kept =
        answers.keep(
            State.SAVED, Feedback.of(12, HEAD, program(12), "It returns the first.", "ann"));
    assertThat(kept).isFalse();
    assertThat(said).singleElement().asString().startsWith("NOT KEPT: Cannot append to");
  }

  private void correct(String program) {
    notebook.port.change(notebook.port.find("Textarea", "Corrected"), "value", program);
  }

  private void shows(String... words) {
    waitFor(() -> assertThat(notebook.port.snapshot()).contains(words));
  }

  /** Judging and drafts go on beside the test; what does not come in time fails as it stands. */
  private static void waitFor(Runnable assertion) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (System.nanoTime() < end) {
      try {
        assertion.run();
        return;
      } catch (AssertionError notYet) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
    }
    assertion.run();
  }
}
