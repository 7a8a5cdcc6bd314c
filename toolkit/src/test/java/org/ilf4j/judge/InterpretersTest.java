package org.ilf4j.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ilf4j.progress.Progress;
import org.ilf4j.sample.Sample;
import org.ilf4j.sandbox.Sandbox;
import org.ilf4j.sandbox.WarmInterpreter;
import org.ilf4j.task.Tasks;
import org.junit.jupiter.api.Test;

/** How many interpreters one call of the judge starts, and how many programs it holds at once. */
class InterpretersTest {
  private static final Sandbox SANDBOX = Sandbox.standard();
  private static final int SAMPLES = 100_000;
  private static final int PROGRAMS = 1000;

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
  void aHundredThousandProgramsAreHeldBackByTheInterpreters() {
    for (int workers = 1; workers <= 2; workers++) {
      CountingRun run = judged(workers);
      assertThat(run.jobCount()).isEqualTo(PROGRAMS);
      assertThat(run.mostUnderWay).isBetween(1, 2 * workers);
    }
  }

  /** Counts the programs that were taken and not judged yet. */
  private static final class CountingRun extends JudgingRun {
    private int underWay;
    private int mostUnderWay;

    CountingRun(List<Sample> samples, Tasks tasks, VerdictCache cache, Progress progress) {
      super(samples, tasks, Rules.STRICT, "", cache, progress);
    }

    @Override
    synchronized JudgingJob next() {
      JudgingJob job = super.next();
      underWay += job == null ? 0 : 1;
      mostUnderWay = Math.max(mostUnderWay, underWay);
      return job;
    }

    @Override
    synchronized void judged(JudgingJob job, Judgement judgement) {
      super.judged(job, judgement);
      underWay--;
    }
  }

  /** Many equal programs, as a model draws them, and enough others to fill the queue. */
  private static CountingRun judged(int workers) {
    Tasks tasks = Tasks.of("one", List.of(Programs.task("assert f(1) == 1")));
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      samples.add(Programs.sample(1, i, "def f(x): return x  # " + i % PROGRAMS));
    }
    try (TestReader reader = new TestReader(SANDBOX);
        VerdictCache cache = VerdictCache.open(null);
        Progress progress = Progress.start("judging", SAMPLES, "programs")) {
      CountingRun run = new CountingRun(samples, tasks, cache, progress);
      TestPlans plans = new TestPlans(reader, Rules.STRICT, tasks.list());
      Examiner examiner = new Examiner(reader, Rules.STRICT, true);
      List<Verdict> verdicts = run.work(plans, new Interpreters(SANDBOX), examiner, workers, 1);
      assertThat(verdicts).hasSize(SAMPLES).allMatch(Verdict::passed);
      return run;
    }
  }

  private static List<Long> sandboxes() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).toList();
  }
}
