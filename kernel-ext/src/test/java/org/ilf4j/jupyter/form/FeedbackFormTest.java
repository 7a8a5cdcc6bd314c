package org.ilf4j.jupyter.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.ilf4j.feedback.Feedback;
import org.ilf4j.feedback.FeedbackEntry.State;
import org.ilf4j.feedback.FeedbackLog;
import org.ilf4j.judge.Cost;
import org.ilf4j.judge.Outcome;
import org.ilf4j.judge.TestResult;
import org.ilf4j.judge.Verdict;
import org.ilf4j.judge.Verdicts;
import org.ilf4j.jupyter.FakeNotebook;
import org.ilf4j.sample.Sample;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FeedbackFormTest {
  private static final String HEAD = "def total(xs):\n";

  @TempDir Path folder;
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
    assertThat(notebook.port.models.toString()).contains("Say what is wrong first");
  }

  @Test
  void typingIsKeptAtEachPause() {
    ask();
    type("It ret");
    waitFor(() -> log.last(12, program(12), "ann").isPresent());
    assertThat(log.last(12, program(12), "ann").orElseThrow().state()).isEqualTo(State.DRAFT);
    assertThat(log.feedback()).isEmpty();
  }

  @Test
  void textThatAClickOvertookAmendsTheAnswerItBelongsTo() {
    FeedbackForm form = ask();
    String field = notebook.port.find("Textarea", "Feedback");
    type("It returns the first");
    press("Save"); // the browser sent the click before the last keys
    notebook.port.change(field, "value", "It returns the first item, not the sum.");
    assertThat(form.feedback().of(12).orElseThrow().text())
        .isEqualTo("It returns the first item, not the sum.");
    assertThat(form.feedback().of(13)).isEmpty();
  }

  @Test
  void runAgainItGoesOnAtTheFirstOpenProgramWithItsDraft() {
    ask();
    type("Wrong: it needs the sum.");
    press("Save");
    type("half a thou");
    ask();
    assertThat(typed()).isEqualTo("half a thou");
    assertThat(notebook.port.models.toString()).contains("1 of 2 answered");
  }

  @Test
  void theFormerFormIsClosedWhenItsCellRunsAgain() {
    ask();
    int models = notebook.port.models.size();
    ask();
    ask();
    assertThat(countOf("Button")).isEqualTo(5);
    assertThat(notebook.port.models).hasSizeLessThanOrEqualTo(2 * models);
  }

  @Test
  void aReloadedPageIsToldOfEveryControl() {
    ask();
    type("halfway");
    notebook.port.reload();
    Map<String, Object> answer = notebook.port.lastSent();
    assertThat(answer.get("method")).isEqualTo("update_states");
    assertThat(answer.get("states").toString()).contains("value=halfway", "ButtonModel");
  }

  @Test
  void aSkippedProgramIsNotAskedAgain() {
    ask();
    press("Skip");
    press("Skip");
    assertThat(notebook.port.models.toString()).contains("All done: 0 answered, 2 skipped");
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
    notebook.port.change(
        notebook.port.find("Textarea", "Corrected"), "value", HEAD + "    return sum(xs)\n");
    notebook.port.change(notebook.port.find("Dropdown", "Kind of bug"), "index", 1);
    press("Save");
    Feedback said = form.feedback().of(12).orElseThrow();
    assertThat(said.refinement()).isEqualTo(HEAD + "    return sum(xs)\n");
    assertThat(said.categories()).containsExactly("logic");
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
  void aProgramWithMarkupIsText() {
    ask();
    assertThat(
            notebook.port.models.values().stream()
                .filter(model -> model.get("_model_name").equals("HTMLModel"))
                .map(model -> model.get("value").toString()))
        .noneMatch(html -> html.contains("<script"))
        .anyMatch(html -> html.contains("&lt;script&gt;"));
  }

  @Test
  void withoutAFrontEndItSaysHowToAnswer() {
    ask();
    assertThat(notebook.texts().get(0)).contains("pip install ipywidgets", "%%feedback");
    assertThat(Files.exists(log.path())).isFalse();
  }

  private long countOf(String kind) {
    return notebook.port.models.values().stream()
        .filter(model -> model.get("_model_name").equals(kind + "Model"))
        .count();
  }

  private static void waitFor(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private static Verdicts failing() {
    List<Task> tasks = List.of(task(12), task(13));
    return Verdicts.of(
        Tasks.of("two", tasks), tasks.stream().map(task -> verdict(task.id())).toList());
  }

  private static Task task(int id) {
    return new Task(
        id,
        "Write a function to add up.",
        "def total(xs):\n    return sum(xs)",
        "",
        List.of("assert total([1, 2]) == 3"),
        List.of());
  }

  private static String program(int id) {
    return HEAD + "    return xs[0]  # <script>" + id;
  }

  private static Verdict verdict(int id) {
    String completion = program(id).substring(HEAD.length());
    TestResult test =
        new TestResult(
            "assert total([1, 2]) == 3", new Outcome.WrongValue(), "1", "3", "1 is not 3", 2, 0.01);
    return new Verdict(
        new Sample(id, 0, HEAD, completion, completion, -1, "RULE"),
        test.outcome(),
        List.of(test),
        "",
        new Cost(0, 0, 0),
        Set.of());
  }
}
