package org.ilf4j.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.ilf4j.progress.Progress;
import org.ilf4j.sample.Sample;
import org.ilf4j.sandbox.Sandbox;
import org.ilf4j.sandbox.SandboxException;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;
import org.junit.jupiter.api.Test;

/** Tests are read while the first programs run, the longest tasks' first. */
class TestPlansTest {
  private static final Sandbox SANDBOX = Sandbox.standard();
  private static final int TASKS = 60;
  private static final int PATIENCE_SECONDS = 20;

  /** A test whose set-up code never ends: whoever reads it waits. */
  private static final Task ENDLESS =
      Programs.task(TASKS + 1, "def f(x): return x", "while True: pass", "assert f(1) == ONE");

  @Test
  void everyTaskGetsItsOwnPlan() {
    List<Task> tasks = tasks();
    try (TestReader reader = new TestReader(SANDBOX);
        TestPlans plans = new TestPlans(reader, Rules.STRICT, tasks)) {
      for (Task task : tasks.subList(TASKS / 2, TASKS)) {
        assertThat(plans.of(task).task()).isEqualTo(task);
        assertThat(plans.of(task).programFor("").calls()).containsExactly("f(" + task.id() + ")");
      }
    }
  }

  @Test
  void aPlanIsThereBeforeALaterTaskIsRead() {
    List<Task> tasks = new ArrayList<>(tasks());
    tasks.add(ENDLESS);
    try (TestReader reader = new TestReader(SANDBOX);
        TestPlans plans = new TestPlans(reader, Rules.STRICT, tasks)) {
      assertThat(plans.of(tasks.get(0)).task()).isEqualTo(tasks.get(0));
    }
  }

  @Test
  void nobodyWaitsForPlansOfAJudgeThatWasStopped() {
    try (TestReader reader = new TestReader(SANDBOX)) {
      TestPlans plans = new TestPlans(reader, Rules.STRICT, List.of(ENDLESS));
      CompletableFuture<TestPlan> waiting = CompletableFuture.supplyAsync(() -> plans.of(ENDLESS));
      plans.close();
      assertThatThrownBy(waiting::join)
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(SandboxException.class)
          .hasMessageContaining("the judge was stopped");
    }
  }

  @Test
  void aTestThatCannotBeReadEndsTheJudging() {
    List<Task> tasks = new ArrayList<>(tasks());
    tasks.add(Programs.task(TASKS + 2, "def f(x): return x", "", "assert f(1 == 2"));
    List<Sample> samples =
        tasks.stream().map(task -> Programs.sample(task.id(), 0, task.code())).toList();
    assertThatThrownBy(() -> Judge.in(SANDBOX).judge(Tasks.of("some", tasks), samples))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Task 62 has a test that cannot be read");
    ProcessHandle.current()
        .children()
        .forEach(left -> left.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join());
  }

  @Test
  void tasksThatPromiseLongComputingComeFirst() {
    String loop = "def f(x):\n    return sum(i for i in range(x))\n";
    Task few = Programs.task(1, loop, "", "assert f(9) == 36");
    Task straight = Programs.task(2, "def f(x): return x", "", "assert f(90000) == 90000");
    Task many = Programs.task(3, loop, "", "assert f(9999) == 49985001");
    Tasks tasks = Tasks.of("some", List.of(straight, few, many));
    List<Sample> samples =
        tasks.stream().map(task -> Programs.sample(task.id(), 0, task.code())).toList();
    try (VerdictCache cache = VerdictCache.open(null);
        Progress progress = Progress.start("judging", 3, "programs")) {
      JudgingRun run = new JudgingRun(samples, tasks, Rules.STRICT, "", cache, progress);
      assertThat(run.tasks()).containsExactly(many, few, straight);
    }
    assertThat(Judge.in(SANDBOX).judge(tasks, samples).list())
        .extracting(Verdict::taskId)
        .containsExactly(2, 1, 3);
  }

  private static List<Task> tasks() {
    return IntStream.rangeClosed(1, TASKS)
        .mapToObj(
            id -> Programs.task(id, "def f(x): return x", "", "assert f(" + id + ") == " + id))
        .toList();
  }
}
