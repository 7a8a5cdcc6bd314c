package org.ilf4j.jupyter.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ilf4j.jupyter.form.FailingPrograms.failing;
import static org.ilf4j.jupyter.form.FailingPrograms.program;
import static org.ilf4j.jupyter.form.FailingPrograms.reversed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ilf4j.feedback.FeedbackLog;
import org.ilf4j.jupyter.FakeNotebook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a form under a cell can lose or break, by the order in which messages come. Errors in
 * handlers, printing in them, queued cells and real kernels: {@code test_form.py}; real pages:
 * {@code test_browser.py}.
 */
@Timeout(60)
class PitfallsTest {
  @TempDir Path folder;
  private FakeNotebook notebook = new FakeNotebook();
  private FeedbackLog log;

  @BeforeEach
  void open() {
    log = FeedbackLog.at(folder);
  }

  private FeedbackForm ask() {
    return FeedbackForm.ask(notebook, failing(), log, "ann");
  }

  private String field() {
    return notebook.port.find("Textarea", "Feedback");
  }

  private void type(String text) {
    notebook.port.change(field(), "value", text);
  }

  private void press(String button) {
    notebook.port.click(notebook.port.find("Button", button));
  }

  private String typed() {
    return (String) notebook.port.models.get(field()).get("value");
  }

  @Test
  void pitfall1TextThatAClickOvertookAmendsTheAnswerItBelongsTo() {
    FeedbackForm form = ask();
    String first = field();
    type("It returns the first item");
    press("Save"); // the browser sent the click before the last keys
    notebook.port.change(first, "value", "It returns the first item, not the sum.");
    type("The next answer is wrong, too."); // and the person types on at once
    assertThat(form.feedback().of(12).orElseThrow().text())
        .isEqualTo("It returns the first item, not the sum.");
    assertThat(form.feedback().of(13)).isEmpty();
    assertThat(log.last(13, program(13), "ann").orElseThrow().feedback().text())
        .isEqualTo("The next answer is wrong, too.");
  }

  @Test
  void pitfall1ASecondSaveGoesOnThoughWordsCameInBetween() {
    FeedbackForm form = ask();
    String first = field();
    type("It needs"); // the browser sent the click before the last keys
    press("Save");
    assertThat(notebook.port.snapshot()).contains("Press Save again", "Very short");
    notebook.port.change(first, "value", "It needs a loop.");
    press("Save");
    assertThat(field()).isNotEqualTo(first);
    assertThat(form.feedback().of(12).orElseThrow().text()).isEqualTo("It needs a loop.");
  }

  @Test
  void pitfall1RemarksAreOnTheWordsThatCameIn() {
    FeedbackForm form = ask();
    type("It");
    press("Save");
    assertThat(notebook.port.snapshot()).contains("make it better", "Very short");
    type("It returns the first item, not the sum.");
    form.feedback(); // writes what waits
    assertThat(notebook.port.snapshot())
        .contains("Saved. Press Save again to go on.")
        .doesNotContain("Very short");
    type("It returns the first item, not return sum(xs).");
    form.feedback();
    assertThat(notebook.port.snapshot()).contains("quotes the gold program");
  }

  @Test
  void pitfall2AReloadedPageIsToldOfEveryControl() {
    ask();
    type("halfway");
    notebook.port.reload();
    Map<String, Object> answer = notebook.port.lastSent();
    assertThat(answer.get("method")).isEqualTo("update_states");
    assertThat((Map<?, ?>) answer.get("states"))
        .hasSameSizeAs(notebook.port.models)
        .asString()
        .contains("value=halfway", "ButtonModel", "LayoutModel");
  }

  @Test
  void pitfall3AfterARestartItGoesOnByTheProgramNotByItsPlace() {
    ask();
    type("Wrong: it needs the sum.");
    press("Save");
    type("half a thou");
    press("Back"); // writes the draft
    notebook = new FakeNotebook(); // a new kernel knows nothing
    FeedbackForm form = FeedbackForm.ask(notebook, reversed(), log, "ann");
    assertThat(typed()).isEqualTo("half a thou");
    assertThat(notebook.port.snapshot()).contains("1 of 2 answered").contains("this is number 1");
    assertThat(form.feedback().of(12).orElseThrow().text()).isEqualTo("Wrong: it needs the sum.");
  }

  @Test
  void pitfall3AFormWhoseKernelIsGoneSaysSoByItself() {
    ask();
    assertThat(notebook.port.snapshot())
        .contains("The kernel does not answer", "animation:ilf-appear 0s linear 13s forwards");
  }

  @Test
  void pitfall4TheFormerFormIsClosedWhenItsCellRunsAgain() {
    ask();
    int models = notebook.port.models.size();
    type("half a thou");
    for (int i = 0; i < 10; i++) {
      ask();
    }
    assertThat(notebook.port.models).hasSize(models);
    assertThat(typed()).isEqualTo("half a thou");
  }

  @Test
  void pitfall6ProgramsAndRemarksWithMarkupAreText() {
    ask();
    assertThat(
            notebook.port.models.values().stream()
                .filter(model -> model.get("_model_name").equals("HTMLModel"))
                .map(model -> model.get("value").toString()))
        .noneMatch(html -> html.contains("<script"))
        .anyMatch(html -> html.contains("&lt;script&gt;"));
  }

  @Test
  void pitfall6NumbersMayComeAsDoublesAndNothingAsMissing() {
    FeedbackForm form = ask();
    type("It returns the first item.");
    notebook.port.change(notebook.port.find("SelectMultiple", "Bugs"), "index", List.of(1.0));
    press("Save");
    assertThat(form.feedback().of(12).orElseThrow().categories()).containsExactly("formatting");
    press("Back");
    notebook.port.change(notebook.port.find("SelectMultiple", "Bugs"), "index", null);
    assertThat(form.feedback().of(12).orElseThrow().categories()).isEmpty();
  }

  @Test
  void pitfall8WithoutAFrontEndItSaysHowToAnswer() {
    ask();
    assertThat(notebook.texts().get(0)).contains("pip install ipywidgets", "%%feedback");
    assertThat(Files.exists(log.path())).isFalse();
  }
}
