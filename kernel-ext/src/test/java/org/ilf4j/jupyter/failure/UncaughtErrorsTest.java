package org.ilf4j.jupyter.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.ilf4j.jupyter.FakeNotebook;
import org.ilf4j.jupyter.Notebook.Told;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The traces are what JJava 1.0a8 wrote. */
class UncaughtErrorsTest {
  private final FakeNotebook notebook = new FakeNotebook();

  @BeforeEach
  void install() {
    UncaughtErrors.install(notebook);
  }

  private Told told(String cell, String... trace) {
    return notebook.teller.tell(cell, "RuntimeException", List.of(trace)).orElseThrow();
  }

  private static List<String> plain(Told told) {
    return told.lines().stream().map(line -> line.replaceAll("\\u001b\\[[0-9;]*m", "")).toList();
  }

  @Test
  void theOwnLinesAreNamedInThisCellAndInOnesBefore() {
    notebook.snippets.put("71", "int f(int x) {\n  return 1 / x;\n}");
    notebook.snippets.put("74", "\n\nf(y - 1);"); // IJava keeps the lines before
    Told told =
        told(
            "int y = 1;\n\nf(y - 1);",
            "\u001b[1m\u001b[31mjava.lang.ArithmeticException: / by zero\u001b[0m",
            "\u001b[1m\u001b[31m\tat .f(#71:2)\u001b[0m",
            "\u001b[1m\u001b[31m\tat .(#74:1)\u001b[0m");
    assertThat(told.name()).isEqualTo("ArithmeticException");
    assertThat(told.message()).isEqualTo("/ by zero");
    assertThat(plain(told))
        .containsExactly(
            "ArithmeticException: / by zero",
            "in line 2 of a cell that ran before (f):  return 1 / x;",
            "in line 3 of this cell:  f(y - 1);");
    assertThat(notebook.outputs).as("nothing is hidden, so nothing is folded").isEmpty();
  }

  @Test
  void causesAreToldInTheirOrderAndForeignFramesAreFolded() {
    notebook.snippets.put("9", "Files.readString(Path.of(\"a\"))");
    Told told =
        told(
            "Files.readString(Path.of(\"a\"))",
            "java.lang.IllegalStateException: It cannot be read,",
            "not here.",
            "\tat org.ilf4j.A.b(A.java:1)",
            "\tat .(#9:1)",
            "Caused by: java.nio.file.NoSuchFileException: a",
            "\tat java.base/java.nio.file.Files.c(Files.java:2)",
            "\t... 3 more");
    assertThat(plain(told))
        .startsWith(
            "IllegalStateException: It cannot be read,\nnot here.",
            "because of NoSuchFileException: a",
            "in line 1 of this cell:  Files.readString(Path.of(\"a\"))")
        .last()
        .asString()
        .startsWith("Next: check the path; one without / in front begins in /");
    assertThat(notebook.texts().get(0)).contains("\tat org.ilf4j.A.b(A.java:1)", "... 3 more");
    assertThat(notebook.outputs.values().iterator().next().get(0).html())
        .contains("<details><summary>full trace</summary>", "Files.java:2");
  }

  @Test
  void aMagicsErrorIsItsSentenceAlone() {
    notebook.snippets.put("79", "lineMagic(\"ilf\", List.of(\"model\"))");
    Told told =
        told(
            "%ilf model x",
            "java.lang.RuntimeException: Exception running line magic 'ilf': No model x.",
            "\tat org.dflib.jjava.BaseNotebookStatics.lineMagic(BaseNotebookStatics.java:31)",
            "\tat .(#79:1)",
            "Caused by: org.ilf4j.model.checkpoint.CheckpointException: No model x.",
            "\tat org.ilf4j.model.LoadedModels.named(LoadedModels.java:35)");
    assertThat(plain(told)).containsExactly("CheckpointException: No model x.");
  }

  @Test
  void anErrorWithoutAMessageIsItsTypeAndWhatMayBeDone() {
    Told told = told("x.y()", "java.lang.NullPointerException: null", "\tat .(#1:1)");
    assertThat(told.message()).isEmpty();
    assertThat(plain(told))
        .containsExactly(
            "NullPointerException",
            "Next: something on that line is null; show each of its values in a cell of its own.");
  }

  @Test
  void whatActsInATerminalIsMadeVisible() {
    String line = plain(told("x", "a.B: \u202eabc")).get(0);
    assertThat(line).isEqualTo("B: ⟨U+202E⟩abc");
  }

  @Test
  void theKernelsOwnFormatsStay() {
    assertThat(
            notebook.teller.tell("int x = a;", "CompilationException", List.of("|   int x = a;")))
        .isEmpty();
    assertThat(notebook.teller.tell("x", "RuntimeException", List.of())).isEmpty();
  }

  @Test
  void aStoppedCellIsToldInOneSentenceAndHowToGoOn() {
    assertThat(plain(stopped("while (true) {}"))).containsExactly("The cell was stopped.");
    String goesOn =
        "The cell was stopped; what it finished is kept in the folder that it names: run it again"
            + " to go on.";
    for (String keeps :
        List.of(
            "Sampler.of(model)\n  .into(Path.of(\"a\"))\n  .sample(tasks)",
            "Judge.standard().cachedIn(folder).judge(samples)",
            "var run = Ilf.open(\"runs/first\");")) {
      Told told = stopped(keeps);
      assertThat(told.name()).isEqualTo("Interrupted");
      assertThat(told.message()).as(keeps).isEqualTo(goesOn);
      assertThat(plain(told)).containsExactly(goesOn);
    }
  }

  private Told stopped(String cell) {
    List<String> kernels = List.of(cell, "Evaluator was interrupted while executing: '" + cell);
    return notebook.teller.tell(cell, "EvaluationInterruptedException", kernels).orElseThrow();
  }

  /** What both kernels show, but for the colours of the letters. */
  private List<String> misspelled(String cell, String before, String marked, String symbol) {
    List<String> report =
        List.of(
            "\u001b[39m|   \u001b[39m" + before + "\u001b[0m\u001b[41m" + marked + "\u001b[0m()",
            "\u001b[31mcannot find symbol\u001b[0m",
            "\u001b[31m  symbol:   " + symbol + "\u001b[0m",
            "");
    return notebook
        .teller
        .tell(cell, "CompilationException", report)
        .map(UncaughtErrorsTest::plain)
        .orElse(List.of());
  }

  @Test
  void aMisspelledMethodGetsTheNameThatWasMeant() {
    notebook.members.addAll(List.of("first", "filter", "list", "size"));
    assertThat(misspelled("\ntasks.frist()", "", "tasks.frist", "method frist(int)"))
        .containsExactly(
            "|   tasks.frist()",
            "cannot find symbol",
            "  symbol:   method frist(int)",
            "Did you mean first?");
    assertThat(misspelled("tasks.SIZE()", "", "tasks.SIZE", "method SIZE()"))
        .last()
        .isEqualTo("Did you mean size?");
    assertThat(misspelled("x(t -> t.lst())", "x(t -> ", "t.lst", "method lst()"))
        .last()
        .isEqualTo("Did you mean list?");
  }

  @Test
  void aMisspelledTypeOrVariableGetsTheNameThatWasMeant() {
    notebook.variables.put("Practice", 1);
    notebook.variables.put("tasks", 2);
    notebook.variables.put("Task", 3);
    assertThat(misspelled("new Practise()", "new ", "Practise", "class Practise"))
        .last()
        .isEqualTo("Did you mean Practice?");
    assertThat(misspelled("task()", "", "task", "variable task"))
        .last()
        .isEqualTo("Did you mean tasks?");
  }

  @Test
  void aNameThatNoCellDeclaredSaysWhereItComesFrom() {
    notebook.variables.put("Judge", 1);
    assertThat(misspelled("form()", "", "form", "variable form"))
        .last()
        .isEqualTo("If form is a variable, run the cell that declares it: a restart forgets all.");
    assertThat(misspelled("judge()", "", "judge", "variable judge"))
        .last()
        .isEqualTo(
            "If judge is a variable, run the cell that declares it: a restart forgets all; the"
                + " class is Judge.");
    assertThat(misspelled("Pattern()", "", "Pattern", "variable Pattern"))
        .last()
        .isEqualTo("If it is a class, import it first, as in: import java.util.Random;");
  }

  @Test
  void whereNoNameIsNearTheCompilersReportStays() {
    notebook.members.addAll(List.of("first", "of", "x"));
    assertThat(misspelled("tasks.xyzzyq()", "", "tasks.xyzzyq", "method xyzzyq()")).isEmpty();
    assertThat(misspelled("tasks.y()", "", "tasks.y", "method y()")).isEmpty();
    assertThat(misspelled("other", "", "tasks.frist", "method frist()")).isEmpty();
  }

  @Test
  void whereTellingFailsTheKernelsFormatStays() {
    FakeNotebook broken =
        new FakeNotebook() {
          @Override
          public Optional<String> snippet(String id) {
            throw new OutOfMemoryError("again");
          }
        };
    UncaughtErrors.install(broken);
    List<String> trace = List.of("a.B: c", "\tat .(#1:1)");
    assertThat(broken.teller.tell("x", "RuntimeException", trace)).isEmpty();
  }

  @Test
  void aCellMagicWithoutACellIsExplained() {
    Told told =
        notebook
            .teller
            .tell("%%python 111\n", "CompilationException", List.of("|   %%python 111"))
            .orElseThrow();
    assertThat(told.message())
        .isEqualTo(
            "%%python needs text below its first line, and there is none;"
                + " %python in a cell of its own says what goes there.");
  }
}
