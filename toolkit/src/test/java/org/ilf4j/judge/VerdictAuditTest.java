package org.ilf4j.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ilf4j.jsonl.Jsonl;
import org.ilf4j.jsonl.JsonlException;
import org.ilf4j.task.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictAuditTest {
  private static final Judge JUDGE = Judge.standard().workers(1);
  private static final Tasks TASKS =
      Tasks.of("one", List.of(Programs.task(11, "def f(x): pass", "", "assert f(1) == 2151272")));
  private static final String RIGHT = "def f(x): return 2151272";
  private static final String NEAR = "def f(x): return 2151270";
  private static final String CHEAT =
      "class A:\n  def __eq__(s, o): return True\ndef f(x): return A()";

  @TempDir Path folder;

  @Test
  void readsThePapersResults() throws IOException {
    VerdictAudit audit =
        audit(row("11", "", RIGHT, true) + row("11", "", NEAR, true) + row("11", "", CHEAT, true));
    assertThat(audit.total()).isEqualTo(3);
    assertThat(audit.differences()).hasSize(2);
    VerdictAudit.Difference near = audit.differences().get(0);
    assertThat(near.strict().outcome().letter()).isEqualTo("A");
    assertThat(near.compat().passed()).isTrue();
    assertThat(audit.differences().get(1).compat().passed()).isFalse();
    assertThat(audit.toString()).contains("3 programs, 2 verdicts differ", "expected 2151272");
    assertThat(audit.passes()).isEqualTo(new VerdictAudit.Passes(3, 3, 1, 2));
  }

  @Test
  void readsHumanEvalsResults() throws IOException {
    VerdictAudit audit = audit(row("HumanEval/11", "def f(x):\n", " return 2151272", false) + "\n");
    assertThat(audit.differences()).hasSize(1);
    assertThat(audit.differences().get(0).strict().passed()).isTrue();
  }

  @Test
  void putsTheTasksHeaderBeforeABodyWithoutPrompt() throws IOException {
    Tasks tasks =
        Tasks.of(
            "one",
            List.of(
                Programs.task(
                    0, "import math\ndef one():\n    return 1\n", "", "assert one() == 1")));
    String rows =
        "{\"task_id\": \"test/0\", \"completion\": \"    return int(math.e) - 1\"}\n"
            + "{\"task_id\": \"test/0\", \"completion\": \"    return 2\", \"passed\": true}\n";
    Path file = Files.writeString(folder.resolve("results"), rows);
    VerdictAudit audit = VerdictAudit.of(tasks, file, JUDGE);
    assertThat(audit.total()).isEqualTo(2);
    assertThat(audit.differences()).hasSize(1);
    assertThat(audit.differences().get(0).strict().got()).isEqualTo("2");
  }

  @Test
  void leavesOutAPromptThatIsNoCode() throws IOException {
    String instruction = "'''\nReturn the number.\n'''\nassert f(1) == 2151272\n";
    VerdictAudit audit = audit(row("11", instruction, "\n" + RIGHT, false));
    assertThat(audit.differences().get(0).strict().passed()).isTrue();
  }

  @Test
  void readsEvalPlusResults() throws IOException {
    VerdictAudit audit =
        audit(
            "{\"date\": \"\", \"eval\": {\"Mbpp/11\": [{\"solution\": "
                + Jsonl.line(NEAR)
                + ", \"base_status\": \"fail\"}]}}");
    assertThat(audit.differences()).hasSize(1);
    assertThat(audit.differences().get(0).recorded()).isFalse();
  }

  @Test
  void readsEvalPlusSamples() throws IOException {
    VerdictAudit audit =
        audit("{\"task_id\": \"Mbpp/11\", \"solution\": " + Jsonl.line(NEAR) + "}\n");
    assertThat(audit.total()).isEqualTo(1);
    assertThat(audit.differences().get(0).strict().outcome().letter()).isEqualTo("A");
  }

  @Test
  void readsBigcodesGenerations() throws IOException {
    VerdictAudit audit = audit("[[" + Jsonl.line(RIGHT) + ", " + Jsonl.line(NEAR) + "]]");
    assertThat(audit.total()).isEqualTo(2);
    assertThat(audit.differences()).hasSize(1);
    assertThat(audit.differences().get(0).recorded()).isNull();
    assertThat(audit.toString())
        .contains("passed: the file has no verdicts, 1 strictly, 2 by the paper's rules");
  }

  @Test
  void listsTheTasksThatTheOriginalCountsAsSolvedForLackOfPrograms() throws IOException {
    VerdictAudit audit = audit(row("11", "", NEAR, false) + row("11", "", CHEAT, false));
    assertThat(audit.drawn()).containsExactly(Map.entry(11, 2));
    assertThat(audit.countedAsSolvedAt(2)).isEmpty();
    assertThat(audit.countedAsSolvedAt(3)).containsExactly(11);
    assertThatThrownBy(() -> audit.countedAsSolvedAt(0)).hasMessageContaining("k is 0");
  }

  @Test
  void saysOnceThatAFileIsMissing() {
    Path missing = folder.resolve("missing.jsonl");
    assertThatThrownBy(() -> VerdictAudit.of(TASKS, missing, JUDGE))
        .isInstanceOf(JsonlException.class)
        .hasMessage("There is no file " + missing + "; check the path.");
  }

  @Test
  void namesTheLineThatIsNoResult() {
    assertThatThrownBy(() -> audit(row("11", "", RIGHT, true) + "{\"task_id\": 11}\n"))
        .isInstanceOf(JsonlException.class)
        .hasMessageContaining("line 2, lacks task_id or completion");
  }

  @Test
  void saysWhatIsWrongWithAFileThatAKillLeft() {
    Path file = folder.resolve("results");
    assertThatThrownBy(() -> audit(""))
        .isInstanceOf(JsonlException.class)
        .hasMessage(file + " is empty; check the path, or whether its writer ended.");
    String whole = row("11", "", RIGHT, true);
    for (int length : List.of(1, 20, whole.length() - 4, whole.length() - 2)) {
      String cut = whole.substring(0, length);
      String sentence = ", is cut short; remove that line or write the file again.";
      assertThatThrownBy(() -> audit(cut)).hasMessage(file + ", line 1" + sentence);
      assertThatThrownBy(() -> audit(whole + whole + cut)).hasMessage(file + ", line 3" + sentence);
    }
    assertThatThrownBy(() -> audit(whole + "rubbish\n" + whole))
        .hasMessageContaining("line 2, is no JSON: Unrecognized token 'rubbish'");
  }

  @Test
  void countsOneAsOneAndSaysWhereAllAreWhenSomeAreLeftOut() throws IOException {
    assertThat(audit(row("11", "", RIGHT, false)).toString())
        .startsWith("results: 1 program, 1 verdict differs\n");
    VerdictAudit many = audit(row("11", "", RIGHT, false).repeat(22));
    assertThat(many.toString())
        .startsWith("results: 22 programs, 22 verdicts differ\n")
        .endsWith("\n… 2 more; .differences() has all 22");
  }

  private VerdictAudit audit(String text) throws IOException {
    return VerdictAudit.of(TASKS, Files.writeString(folder.resolve("results"), text), JUDGE);
  }

  private static String row(String task, String prompt, String completion, boolean passed) {
    return String.format(
        "{\"task_id\": \"%s\", \"prompt\": %s, \"completion\": %s, \"passed\": %s}%n",
        task, Jsonl.line(prompt), Jsonl.line(completion), passed);
  }
}
