package org.ilf4j.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ilf4j.judge.VerdictAssert.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ilf4j.jsonl.Jsonl;
import org.ilf4j.progress.ProgressSnapshot;
import org.ilf4j.progress.SeenProgress;
import org.ilf4j.sample.Sample;
import org.ilf4j.sandbox.HostilePrograms;
import org.ilf4j.sandbox.Limits;
import org.ilf4j.sandbox.Sandbox;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeTest {
  private static final Judge JUDGE = Judge.standard().workers(1);

  @Test
  void saysWhatWasGotAndExpected() {
    Task task = Programs.task("assert f(1) == [1, 'a']", "assert f(2) == [2, 'a']");
    Verdict verdict = JUDGE.judge(task, "def f(x):\n    return (x, 'a')\n");
    assertThat(verdict).hasOutcome("A").saysWhy("(tuple), expected [1, 'a'] (list)");
    assertThat(verdict.got()).isEqualTo("(1, 'a')");
    assertThat(verdict.expected()).isEqualTo("[1, 'a']");
    assertThat(verdict.tests()).hasSize(2);
    assertThat(verdict.result()).startsWith("failed: returned (1, 'a')");
  }

  @Test
  void namesTheProgramsOwnLine() {
    String program = "def f(x):\n    y = [x]\n    return g(y)\n\ndef g(y):\n    return y[5]\n";
    Verdict verdict = JUDGE.judge(Programs.task("assert f(1) == 2"), program);
    assertThat(verdict).hasOutcome("E").saysWhy("IndexError: list index out of range (line 6)");
    assertThat(verdict.toString()).contains(">   6      return y[5]");
  }

  @Test
  void saysWhatWasTriedAndWhereIfASystemCallTellsIt() {
    String program = "import os\ndef f(x):\n    while True:\n        os.fork()\n";
    Verdict verdict = JUDGE.judge(Programs.task("assert f(1) == 2"), program);
    assertThat(verdict)
        .hasOutcome("V")
        .saysWhy("the program tried to start too many processes (line 4)");
  }

  @Test
  void marksTheLineOfWhatTheGuardReports() {
    Task task = Programs.task("assert f(1) == 2");
    String reads =
        "import pathlib\ndef f(x):\n    return g('/etc/passwd')\n\n"
            + "def g(name):\n    return pathlib.Path(name).read_text()\n";
    Verdict verdict = JUDGE.judge(task, reads);
    assertThat(verdict).hasOutcome("V").saysWhy("the program tried to open /etc/passwd");
    assertThat(verdict.toString()).contains(">   6      return pathlib.Path(name).read_text()");
    String calls = "import socket\nhere = socket.socket()\ndef f(x):\n    return 2\n";
    assertThat(JUDGE.judge(task, calls).toString()).contains(">   2  here = socket.socket()");
  }

  @Test
  void aHookOfTheProgramHidesNoViolation() {
    String program =
        """
        import os, sys
        def hook(event, arguments):
            if event == "sys._getframe":
                os._exit(0)
        sys.addaudithook(hook)
        def f(x):
            return open("/etc/passwd").read()
        """;
    assertThat(JUDGE.judge(Programs.task("assert f(1) == 2"), program))
        .hasOutcome("V")
        .saysWhy("the program tried to open /etc/passwd");
  }

  @Test
  void tellsHowItJudges() {
    assertThat(JUDGE.toString())
        .startsWith("Judge: our rules, 1 worker, Sandbox: bubblewrap")
        .endsWith(
            "3 s a step, 10 s in all (wall time x 2.0), 1024 MiB memory, 32 processes,"
                + " files of 8 MiB, 16 MiB disk, 1 MiB printed, 1 MiB returned");
    assertThat(JUDGE.withPaperRules().untruncated().rerun(2).cachedIn(Path.of("kept")).toString())
        .startsWith(
            "Judge: the paper's rules on the text before truncation, 1 worker, 2 runs each,"
                + " kept in kept, Sandbox: ");
  }

  @Test
  void tellsALargeValueFromMuchPrinting() {
    Task task = Programs.task("assert f(1) == 2");
    assertThat(JUDGE.judge(task, "def f(x):\n    return 'x' * 10**7\n"))
        .hasOutcome("O")
        .saysWhy("the value returned is larger than is read");
    assertThat(JUDGE.judge(task, "def f(x):\n    print('x' * 10**7)\n"))
        .hasOutcome("O")
        .saysWhy("too much output");
  }

  @Test
  void goesOnAfterATestThatRaises() {
    Task task = Programs.task("assert f(0) == 1", "assert f(1) == 1");
    Verdict verdict = JUDGE.judge(task, "def f(x):\n    return 1 / x\n");
    assertThat(verdict).hasOutcome("E");
    assertThat(verdict.tests().get(1).passed()).isTrue();
  }

  @Test
  void aForgedEndPassesNoTest() {
    Verdict verdict = JUDGE.judge(Programs.task("assert f(1) == 1"), HostilePrograms.FORGED_END);
    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.tests()).noneMatch(TestResult::passed);
  }

  @Test
  void keepsWhatWasPrinted() {
    Verdict verdict =
        JUDGE.judge(Programs.task("assert f(1) == 2"), "def f(x):\n    print('at', x)\n");
    assertThat(verdict.output()).isEqualTo("at 1\n");
    assertThat(verdict.toString()).contains("output:   at 1");
  }

  @Test
  void survivesJson() {
    Task task = Programs.task("assert f(1) == 1", "assert f(1) == 2");
    for (String program :
        List.of("def f(x): return True", "def f(x): f.a", "def f(x)", "import os; os.abort()")) {
      Verdict verdict = JUDGE.judge(task, program);
      String line = Jsonl.line(verdict);
      assertThat(line).contains("\"passed\":false", "\"result\":\"failed: ", "\"task_id\":1");
      assertThat(Jsonl.parse(line, "a line", Verdict.class)).containsExactly(verdict);
    }
  }

  @Test
  void readsTestsOfEveryForm() {
    Task task =
        Programs.task(
            "assert f(2)",
            "assert not f(0)",
            "assert math.isclose(f(1), 1.0000000001)",
            "assert set(f([1, 2, 1])) == set([2, 1])",
            "assert 3 == f(3)",
            "assert f(3) == 3, 'a message'",
            "assert f(f(4)) == 2 * 2 and f(1) < f(2)",
            "assert f(None) is None",
            "for i in range(5):\n    assert f(i) == i",
            "assert [f(i) for i in (1, 2)] == [1, 2]",
            "assert f(x=1.0 / 3) == 1 / 3");
    Verdict right = JUDGE.judge(task, "def f(x):\n    return x\n");
    assertThat(right).passed();
    assertThat(right.tests()).hasSize(11);
    Verdict wrong = JUDGE.judge(task, "def f(x):\n    return 0 if x else 1\n");
    assertThat(wrong.tests()).hasSize(11).noneMatch(TestResult::passed);
  }

  @Test
  void drawsWhatAnIteratorGives() {
    Task task =
        Programs.task(
            "assert list(f(3)) == [0, 1, 2]",
            "assert set(f(2)) == {0, 1}",
            "assert next(f(4)) == 0",
            "assert f(0)",
            "assert f(2) == [0, 1]");
    String own =
        "class Own:\n    def __init__(self, n):\n        self.left = list(range(n))\n"
            + "    def __iter__(self):\n        return self\n    def __next__(self):\n"
            + "        if not self.left: raise StopIteration\n        return self.left.pop(0)\n";
    List.of(
            "def f(n):\n    yield from range(n)",
            "def f(n):\n    return map(int, range(n))",
            own + "def f(n):\n    return Own(n)")
        .forEach(
            program -> {
              List<TestResult> tests = JUDGE.judge(task, program).tests();
              assertThat(tests)
                  .extracting(TestResult::passed)
                  .containsExactly(true, true, true, true, false);
              assertThat(tests.get(4).got()).isEqualTo("iterator([0, 1])");
            });
    String endless = "import itertools\ndef f(n):\n    return itertools.count()";
    assertThat(JUDGE.judge(task, endless).tests())
        .extracting(TestResult::passed)
        .containsExactly(false, false, true, true, false);
    Verdict raising = JUDGE.judge(task, "def f(n):\n    yield 0\n    yield 1 // 0\n");
    assertThat(raising).hasOutcome("E");
    assertThat(raising.tests())
        .extracting(TestResult::passed)
        .containsExactly(false, false, true, true, false);
    assertThat(raising.tests().get(0).message())
        .isEqualTo("ZeroDivisionError: integer division or modulo by zero (line 3)");
    assertThat(raising.tests().get(0).line()).isEqualTo(3);
  }

  @Test
  void drawsIteratorsInAListOrTuple() {
    Task task =
        Programs.task(
            "assert [list(part) for part in f(2)] == [[0, 1], [0, 1]]",
            "assert len(f(2)) == 2",
            "assert f(2) == [[0, 1], [0, 1]]");
    for (String program :
        List.of(
            "def f(n):\n    return [map(int, range(n)), (i for i in range(n))]",
            "def f(n):\n    return iter([0, 1]), [0, 1]")) {
      assertThat(JUDGE.judge(task, program).tests())
          .extracting(TestResult::passed)
          .containsExactly(true, true, false);
    }
    Task first = Programs.task("assert next(f(0)[1]) == 'x' * 100", "assert next(f(0)[0]) == 0");
    String endless = "from itertools import *\ndef f(n):\n    return count(), repeat('x' * 100)";
    assertThat(JUDGE.judge(first, endless).tests())
        .extracting(TestResult::passed)
        .containsExactly(true, true);
    Task many = Programs.task("assert len(list(f(10 ** 5))) == 10 ** 5", "assert list(f(9)) == []");
    assertThat(JUDGE.judge(many, "def f(n):\n    return map(int, range(n))").tests())
        .extracting(TestResult::passed)
        .containsExactly(true, false);
    Task large = Programs.task("assert next(f(0)) == 'x' * 100");
    assertThat(JUDGE.judge(large, endless.replace("count(), ", ""))).passed();
  }

  @Test
  void comparesADictsKeysAndPairsAsSets() {
    Task task =
        Programs.task(
            "assert f({1: 2}) == ({1}, {(1, 2)}, 0)",
            "assert f({1: 2})[1] == [(1, 2)]",
            "assert f({1: 2})[2] == [2]",
            "assert list(f({1: [2]})[1]) == [(1, [2])]");
    Verdict verdict =
        JUDGE.judge(task, "def f(d):\n    return d.keys(), d.items(), d.values() and 0");
    assertThat(verdict.tests())
        .extracting(TestResult::passed)
        .containsExactly(true, false, false, true);
  }

  @Test
  void honoursSetUpCodeThatNeedsTheProgram() {
    Task task =
        Programs.task(
            7,
            "class Node:\n    def __init__(self, v):\n        self.v = v\ndef f(n):\n    return n.v",
            "root = Node(5)\nroot.v += 1",
            "assert f(root) == 6",
            "assert f(Node(3)) == 3");
    assertThat(JUDGE.judge(task, task.code())).passed();
    assertThat(Judge.paperCompat().workers(1).judge(task, task.code())).hasOutcome("E");
  }

  @Test
  void paperRulesMakeIntegersApproximate() {
    Task task = Programs.task("assert f(1) == 2151272", "assert f(2) == 2151272");
    String program = "def f(x):\n    return 2151270\n";
    assertThat(JUDGE.judge(task, program)).hasOutcome("A");
    assertThat(Judge.paperCompat().workers(1).judge(task, program)).passed();
  }

  @Test
  void paperRulesCanJudgeWhatWasNotTruncated() {
    Tasks tasks = Tasks.of("one", List.of(Programs.task("assert f(1) == 2")));
    Sample sample =
        new Sample(1, 0, "def f(x):\n", "    return x + 1", "    return x + 1\nprint(", "RULE");
    Judge compat = Judge.paperCompat().workers(1);
    assertThat(compat.judge(tasks, List.of(sample)).list().get(0)).passed();
    assertThat(compat.untruncated().judge(tasks, List.of(sample)).list().get(0)).hasOutcome("S");
  }

  @Test
  void runsEqualProgramsOnceAndKeepsVerdicts(@TempDir Path folder) throws IOException {
    Tasks tasks = Tasks.of("one", List.of(Programs.task("assert f(1) == 1")));
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      samples.add(Programs.sample(1, i, "def f(x):\n    return " + i % 3 + "\n"));
    }
    Verdicts first = JUDGE.cachedIn(folder).judge(tasks, samples);
    List<String> lines = Files.readAllLines(folder.resolve("judged.jsonl"));
    Verdicts again = JUDGE.cachedIn(folder).judge(tasks, samples);
    assertThat(lines).hasSize(3);
    assertThat(Files.readAllLines(folder.resolve("judged.jsonl"))).isEqualTo(lines);
    assertThat(again.list()).isEqualTo(first.list());
    assertThat(first.passes()).hasSize(10);
    assertThat(first.list()).extracting(v -> v.sample().index()).isSorted();
  }

  @Test
  void keptVerdictsCountAsFromBefore(@TempDir Path folder) {
    Tasks tasks = Tasks.of("one", List.of(Programs.task("assert f(1) == 1")));
    Sample first = Programs.sample(1, 0, "def f(x):\n    return 1\n");
    Sample second = Programs.sample(1, 1, "def f(x):\n    return 2\n");
    JUDGE.cachedIn(folder).judge(tasks, List.of(first));
    List<ProgressSnapshot> seen =
        SeenProgress.during(() -> JUDGE.cachedIn(folder).judge(tasks, List.of(first, second)));
    ProgressSnapshot last = seen.get(seen.size() - 1);
    assertThat(last.done()).isEqualTo(2);
    assertThat(last.resumed()).isEqualTo(1);
    assertThat(last.kept()).isEqualTo("what is finished is kept");
  }

  @Test
  void saysThatWithoutAFolderNoVerdictIsKept() {
    Task task = Programs.task("assert f(1) == 1");
    List<ProgressSnapshot> seen =
        SeenProgress.during(() -> JUDGE.judge(task, "def f(x):\n    return 1\n"));
    assertThat(seen.get(seen.size() - 1).kept()).contains("no verdict is kept", "cachedIn");
  }

  @Test
  void anotherTestIsAnotherVerdict(@TempDir Path folder) {
    String program = "def f(x):\n    return 1\n";
    assertThat(JUDGE.cachedIn(folder).judge(Programs.task("assert f(1) == 1"), program)).passed();
    assertThat(JUDGE.cachedIn(folder).judge(Programs.task("assert f(1) == 2"), program))
        .hasOutcome("A");
  }

  @Test
  void flagsProgramsThatAreFlaky() {
    Judge twice = JUDGE.rerun(2);
    Task task = Programs.task("assert f(1) == 1", "assert f(2) == 2");
    assertThat(twice.judge(task, "def f(x):\n    return x\n"))
        .passed()
        .isNotFlagged(Flag.FLAKY)
        .isNotFlagged(Flag.KEEPS_STATE);
    for (String unsteady :
        List.of(
            "import random\ndef f(x): return random.random()",
            "def f(x): return list({'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'})",
            "import time\ndef f(x): return int(time.time()) // 86400",
            "import datetime\ndef f(x): return str(datetime.date.today())")) {
      assertThat(twice.judge(task, unsteady)).isFlagged(Flag.FLAKY).isNotFlagged(Flag.KEEPS_STATE);
    }
  }

  @Test
  void randomNumbersRepeat() {
    Task task = Programs.task("assert f(1) == 1", "assert f(2) == 2");
    for (String program :
        List.of(
            "import random\ndef f(x): return random.random(), random.sample(range(99), 5)",
            "def f(x): return list({'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'})")) {
      Verdict first = JUDGE.judge(task, program);
      Verdict second = Judge.standard().workers(2).judge(task, program);
      assertThat(first.tests()).extracting(TestResult::got).doesNotContain("").hasSize(2);
      assertThat(second.tests())
          .extracting(TestResult::got)
          .isEqualTo(first.tests().stream().map(TestResult::got).toList());
    }
  }

  @Test
  void flagsProgramsThatKeepState() {
    Task task = Programs.task("assert f(1) == 1", "assert f(2) == 2");
    String program = "calls = []\ndef f(x):\n    calls.append(x)\n    return len(calls)\n";
    assertThat(JUDGE.rerun(2).judge(task, program)).passed().isFlagged(Flag.KEEPS_STATE);
  }

  @Test
  void namesTheLimitThatATimeOutReached() {
    Task task = Programs.task("assert f(1) == 1");
    assertThat(hasty(100, 5000).judge(task, "def f(x):\n    while True: pass\n"))
        .hasOutcome("T")
        .saysWhy("no answer within 0.1 s of CPU time");
    assertThat(hasty(5000, 100).judge(task, "def f(x):\n    while True: pass\n"))
        .hasOutcome("T")
        .saysWhy("no answer within 0.1 s of CPU time");
    assertThat(hasty(100, 5000).judge(task, "import time\ndef f(x): time.sleep(60)\n"))
        .hasOutcome("T")
        .saysWhy("no answer within 0.2 s of wall time");
  }

  @Test
  void tellsTimeAndMemory() {
    Task task = Programs.task("assert f(1) == 1");
    Cost small = JUDGE.judge(task, "def f(x):\n    return x\n").cost();
    Cost large = JUDGE.judge(task, "def f(x):\n    return len(b'x' * 2**26) >> 26\n").cost();
    assertThat(small.wallSeconds()).isPositive();
    assertThat(small.cpuSeconds()).isPositive();
    assertThat(small.peakBytes()).isBetween(1L << 20, 1L << 26);
    assertThat(large.peakBytes()).isGreaterThan(1L << 26);
  }

  private static Judge hasty(int stepMillis, int totalMillis) {
    Limits limits =
        Limits.standard().withTimes(Duration.ofMillis(stepMillis), Duration.ofMillis(totalMillis));
    return Judge.in(Sandbox.standard().withLimits(limits)).workers(1);
  }

  @Test
  void saysWhyNanIsNotNan() {
    Task task = Programs.task("assert f(1) == [float('nan')]");
    assertThat(JUDGE.judge(task, "def f(x):\n    return [float('nan')]\n"))
        .hasOutcome("A")
        .saysWhy("returned [nan], expected [nan] (in Python nan == nan is False)");
    assertThat(JUDGE.judge(task, "def f(x):\n    return ['nan']\n"))
        .hasOutcome("A")
        .saysWhy("returned ['nan'], expected [nan]");
  }

  @Test
  void aSlowGoldProgramGivesMoreTime() {
    Judge hasty = hasty(100, 200);
    String slow =
        "def f(x):\n    return sum(i & 1 for i in range(6 * 10 ** 6)) - 3 * 10 ** 6 + x\n";
    String endless = "def f(x):\n    while True: pass\n";
    Task hard = Programs.task(2, slow, "", "assert f(1) == 1");
    Task easy = Programs.task("assert f(1) == 1");
    assertThat(hasty.judge(hard, "# mine\n" + slow)).passed();
    assertThat(hasty.judge(hard, endless)).hasOutcome("T");
    assertThat(hasty.judge(easy, slow)).hasOutcome("T");
  }

  @Test
  void withoutASandboxEveryVerdictIsLabelled() {
    Judge unsafe = Judge.in(Sandbox.unsafe()).workers(1);
    Task task = Programs.task("assert f(1) == 1");
    assertThat(unsafe.judge(task, "def f(x): return x")).passed().isFlagged(Flag.UNSAFE);
    assertThat(unsafe.judge(task, "def f(x): return 2")).hasOutcome("A").isFlagged(Flag.UNSAFE);
    assertThat(JUDGE.judge(task, "def f(x): return x")).isNotFlagged(Flag.UNSAFE);
  }

  @Test
  void namesATestThatCannotBeRead() {
    assertThatThrownBy(() -> JUDGE.judge(Programs.task("assert f(1 == 2"), "def f(x): pass"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Task 1 has a test that cannot be read, `assert f(1 == 2`");
  }

  @Test
  void judgesNothing() {
    Tasks tasks = Tasks.of("one", List.of(Programs.task("assert f(1) == 1")));
    assertThat(JUDGE.judge(tasks, List.of()).list()).isEmpty();
  }
}
