package org.ilf4j.jupyter.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.ilf4j.feedback.Feedback;
import org.ilf4j.feedback.FeedbackLog;
import org.ilf4j.judge.Cost;
import org.ilf4j.judge.Outcome;
import org.ilf4j.judge.Verdict;
import org.ilf4j.judge.Verdicts;
import org.ilf4j.jupyter.FakeNotebook;
import org.ilf4j.jupyter.Notebook;
import org.ilf4j.sample.Sample;
import org.ilf4j.sandbox.Sandbox;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MagicsTest {
  private static final Task TASK =
      new Task(131, "Add.", "def f(x): return x", "", List.of("assert f(1) == 1"), List.of());

  @TempDir Path folder;
  private final FakeNotebook notebook = new FakeNotebook();

  @BeforeEach
  void install() {
    Magics.install(notebook);
    Tasks tasks = Tasks.of("one", List.of(TASK));
    Sample sample = new Sample(131, 0, "def f(x):\n", "    return 2", "    return 2", "RULE");
    notebook.variables.put("tasks", tasks);
    notebook.variables.put(
        "failing",
        Verdicts.of(
            tasks,
            List.of(
                new Verdict(
                    sample,
                    new Outcome.WrongValue(),
                    List.of(),
                    "",
                    new Cost(0, 0, 0),
                    Set.of()))));
  }

  private Object feedback(String words, String body) {
    return notebook.cellMagics.get("feedback").run(List.of(words.split(" ")), body);
  }

  @Test
  void feedbackIsSavedAndShown() {
    Object value = feedback("131 failing " + folder + " ann", "It returns 2, not x.\n");
    assertThat(value).isNull();
    assertThat(FeedbackLog.at(folder).feedback().of(131).orElseThrow())
        .isEqualTo(
            Feedback.of(
                131, "def f(x):\n", "def f(x):\n    return 2", "It returns 2, not x.", "ann"));
    assertThat(notebook.texts().get(1)).contains("It returns 2, not x.");
  }

  @Test
  void whereFeedbackIsSavedIsSaid() {
    feedback("131 failing " + folder + " ann", "It returns 2, not x.\n");
    assertThat(notebook.texts().get(0))
        .isEqualTo(
            "Saved as ann's in "
                + folder.resolve("feedback.jsonl")
                + "; FeedbackLog.at(\""
                + folder
                + "\").feedback() reads it.");
    Path here = Path.of("").toAbsolutePath().relativize(folder.toAbsolutePath());
    feedback("131 failing " + here, "It returns 2, not x.\n");
    assertThat(notebook.texts().get(2))
        .startsWith("Saved as " + System.getProperty("user.name") + "'s in " + here)
        .contains(", that is " + folder.toAbsolutePath().resolve("feedback.jsonl") + "; ");
  }

  @Test
  void aCorrectedProgramMayFollow() {
    feedback("131 failing " + folder + " ann", "Wrong.\n---\ndef f(x):\n    return x\n");
    assertThat(FeedbackLog.at(folder).feedback().of(131).orElseThrow().refinement())
        .isEqualTo("def f(x):\n    return x\n");
  }

  @Test
  void theTaskMayBeAVariable() {
    notebook.variables.put("task", 131);
    feedback("task failing " + folder + " ann", "Wrong: it needs x.");
    assertThat(FeedbackLog.at(folder).feedback().taskIds()).containsExactly(131);
  }

  @Test
  void whatIsMissingIsSaidInASentence() {
    assertThatThrownBy(() -> notebook.cellMagics.get("feedback").run(List.of(), "words"))
        .hasMessageContaining("Which task? %%feedback");
    assertThatThrownBy(() -> feedback("now failing", "words"))
        .hasMessage("There is no variable now in this session.");
    assertThatThrownBy(() -> feedback("7", "words"))
        .hasMessageContaining("No variable of this session holds Verdicts where task 7 failed.");
    assertThatThrownBy(() -> feedback("131 nothing", "words"))
        .hasMessage("There is no variable nothing in this session.");
    assertThatThrownBy(() -> feedback("131 tasks", "words"))
        .hasMessage("tasks is Tasks; name a variable that holds Verdicts.");
    assertThatThrownBy(() -> feedback("7 failing", "words"))
        .hasMessage("No program failed task 7; failures are there for the tasks [131].");
    assertThatThrownBy(() -> feedback("131 failing", " \n")).hasMessageContaining("is empty");
    assertThatThrownBy(() -> notebook.lineMagics.get("ilf").run(List.of("sing")))
        .hasMessage("%ilf knows no sing; it knows doctor, runs, model and help.");
    assertThatThrownBy(() -> notebook.cellMagics.get("python").run(List.of("7"), "x"))
        .hasMessageContaining("No variable of this session holds Tasks with task 7.");
    assertThatThrownBy(() -> notebook.cellMagics.get("python").run(List.of("131"), " \n"))
        .hasMessageContaining("There is no program for task 131.");
  }

  @Test
  void withoutANameTheNewestTasksThatHaveItAreMeant() {
    notebook.cellMagics.get("python").run(List.of("131"), "def f(x): return x");
    assertThat(notebook.texts().get(0)).contains("passed");
  }

  @Test
  void aCellMagicsNameAsALineMagicExplainsIt() {
    notebook.lineMagics.get("feedback").run(List.of());
    notebook.lineMagics.get("python").run(List.of());
    assertThat(notebook.texts()).containsExactly(FeedbackMagic.USAGE, PythonMagic.USAGE);
  }

  private List<String> offered(String code) {
    return notebook.completion.at(code, code.length()).map(Notebook.Offer::words).orElse(List.of());
  }

  @Test
  void tabCompletesNamesCommandsAndVariables() {
    assertThat(offered("%il")).containsExactly("%ilf");
    assertThat(offered("%%py")).containsExactly("%%python");
    assertThat(offered("%ilf d")).containsExactly("doctor");
    assertThat(offered("int i = 1;\n%ilf model n")).containsExactly("nano");
    assertThat(offered("%%feedback 131 ")).containsExactly("failing");
    assertThat(offered("%%python 131 ta")).containsExactly("tasks");
    assertThat(notebook.completion.at("%ilf d", 6).orElseThrow().start()).isEqualTo(5);
  }

  @Test
  void tabLeavesJavaToTheKernel() {
    assertThat(List.of("", "tas", "int i = 7 % il", "%ilf sing", "%%feedback 131 failing run"))
        .allSatisfy(code -> assertThat(offered(code)).isEmpty());
  }

  @Test
  void helpNamesEveryMagic() {
    notebook.lineMagics.get("ilf").run(List.of());
    assertThat(notebook.texts().get(0))
        .contains("%ilf doctor", "%ilf runs", "%ilf model", "%%feedback", "%%python");
  }

  @Test
  void theDoctorListsTheKernelsNeeds() {
    notebook.lineMagics.get("ilf").run(List.of("doctor"));
    assertThat(notebook.texts().get(0)).contains("Java", "vector module", "sandbox", "Python");
    assertThat(notebook.texts().get(0)).contains(Sandbox.unsafe().python().toString());
  }

  @Test
  void aFolderWithoutRunsIsAnEmptyTable() {
    notebook.lineMagics.get("ilf").run(List.of("runs", folder.toString()));
    assertThat(notebook.texts().get(0)).contains("0 rows");
  }

  private void ilf(String words) {
    notebook.lineMagics.get("ilf").run(List.of(words.split(" ")));
  }

  @Test
  void everyCommandAnswersWrongWordsInASentence() {
    assertThatThrownBy(() -> ilf("doctor now"))
        .isInstanceOf(MagicError.class)
        .hasMessage("%ilf doctor takes no further word.");
    assertThatThrownBy(() -> ilf("runs a b")).hasMessageContaining("Which folder?");
    assertThatThrownBy(() -> ilf("runs " + folder.resolve("none")))
        .isInstanceOf(MagicError.class)
        .hasMessage("There is no folder " + folder.resolve("none") + "; check the path.");
    assertThatThrownBy(() -> ilf("model")).hasMessageContaining("Which model? %ilf model nano");
    assertThatThrownBy(() -> ilf("model no-such-model"))
        .isInstanceOf(MagicError.class)
        .hasMessageContaining("No model \"no-such-model\"; choose \"nano\"");
  }

  @Test
  void aModelShowsItsSizeAndWhereItComesFrom() {
    ilf("model nano");
    assertThat(notebook.texts().get(0)).contains("nano", "parameters");
  }

  @Test
  void aRunMadeCellByCellIsARunToo() throws Exception {
    Files.createDirectories(folder.resolve("lesson"));
    Files.createDirectories(folder.resolve("empty"));
    Files.writeString(folder.resolve("lesson/feedback.jsonl"), "");
    ilf("runs " + folder);
    assertThat(notebook.texts().get(0))
        .contains("lesson", "made cell by cell: feedback.jsonl", "1 row ")
        .doesNotContain("empty");
  }

  @Test
  void aRunThatCannotBeReadDoesNotHideTheOthers() throws Exception {
    Files.createDirectories(folder.resolve("broken"));
    Files.writeString(folder.resolve("broken/manifest.json"), "{");
    ilf("runs " + folder);
    assertThat(notebook.texts().get(0)).contains("broken", "is no manifest", "1 row ");
  }

  @Test
  void helpIsFoundByTheWordsThatPeopleTry() {
    List.of("help", "-h", "--help", "?").forEach(this::ilf);
    assertThat(notebook.texts()).hasSize(4).allSatisfy(t -> assertThat(t).contains("%ilf doctor"));
  }
}
