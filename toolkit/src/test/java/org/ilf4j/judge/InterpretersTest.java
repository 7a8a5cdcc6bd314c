package org.ilf4j.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ilf4j.progress.Progress;
import org.ilf4j.sample.Sample;
import org.ilf4j.sandbox.Sandbox;
import org.ilf4j.sandbox.WarmInterpreter;
import org.ilf4j.task.Task;
import org.junit.jupiter.api.Test;

/** How many interpreters one call of the judge starts, and how many programs it holds at once. */
class InterpretersTest {
  private static final Sandbox SANDBOX = Sandbox.standard();
  private static final int PROGRAMS = 60;

  @Test
  void theInterpreterOfTheSelfCheckServesTheFirstWorker() {
    Interpreters interpreters = new Interpreters(SANDBOX);
    try (TestReader reader = new TestReader(SANDBOX)) {
      Examiner examiner = new Examiner(reader, Rules.STRICT, true);
      new SelfCheck().once(SANDBOX, interpreters, reader, examiner);
      List<Long> before = sandboxes();
      WarmInterpreter first = interpreters.start(0);
      assertThat(before).contains(first.pid());
      assertThat(sandboxes()).hasSameSizeAs(before);
      assertThat(before).doesNotContain(interpreters.start(0).pid());
    } finally {
      interpreters.stop();
    }
  }

  @Test
  void anotherSeedNeedsAnotherInterpreter() {
    Interpreters interpreters = new Interpreters(SANDBOX);
    WarmInterpreter kept = interpreters.start(0);
    interpreters.reuse(kept);
    assertThat(interpreters.start(1).pid()).isNotEqualTo(kept.pid());
    interpreters.stop();
    ProcessHandle.of(kept.pid()).ifPresent(left -> left.onExit().join());
    assertThat(ProcessHandle.of(kept.pid())).isEmpty();
  }

  @Test
  void theQueueIsHeldBackByTheInterpreters() {
    for (int workers = 1; workers <= 2; workers++) {
      JudgingRun run = judged(workers);
      assertThat(run.jobCount()).isEqualTo(PROGRAMS);
      assertThat(run.mostUnderWay()).isBetween(1, 2 * workers);
    }
  }

  private static JudgingRun judged(int workers) {
    Task task = Programs.task("assert f(1) == 1");
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < PROGRAMS; i++) {
      samples.add(Programs.sample(1, i, "def f(x): return x  # " + i));
    }
    try (TestReader reader = new TestReader(SANDBOX);
        VerdictCache cache = VerdictCache.open(null);
        Progress progress = Progress.start("judging", PROGRAMS, "programs")) {
      Map<Integer, TestPlan> plans = reader.plan(List.of(task), true);
      JudgingRun run = new JudgingRun(samples, plans, Rules.STRICT, "", cache, progress);
      Examiner examiner = new Examiner(reader, Rules.STRICT, true);
      List<Verdict> verdicts =
          run.work(new Interpreters(SANDBOX), SANDBOX.limits(), examiner, workers, 1);
      assertThat(verdicts).allMatch(Verdict::passed);
      return run;
    }
  }

  private static List<Long> sandboxes() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).toList();
  }
}
