package org.ilf4j.judge;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ilf4j.sandbox.Execution;
import org.ilf4j.sandbox.Limits;
import org.ilf4j.sandbox.Program;
import org.ilf4j.sandbox.SandboxException;
import org.ilf4j.sandbox.WarmInterpreter;

/**
 * Judges jobs one after the other in a warm interpreter of its own, with one program sent ahead. An
 * interpreter that dies is replaced, and its programs are judged again, each alone.
 */
final class JudgeWorker implements Runnable {
  private static final int AHEAD = 2;
  private static final int AHEAD_CHARACTERS = 8_000;
  private static final int GOLD_FACTOR = 10;
  private static final Duration GOLD_LIMIT = Duration.ofSeconds(60);
  private static final int MOST_CALLS = 1000;
  private static final int KILL = 9;

  private final JudgingRun run;
  private final TestPlans plans;
  private final Interpreters interpreters;
  private final Limits limits;
  private final Examiner examiner;
  private final int reruns;
  private final Map<Integer, Duration> goldTimes;
  private final SpareInterpreters spares;

  JudgeWorker(
      JudgingRun run,
      TestPlans plans,
      Interpreters interpreters,
      Examiner examiner,
      int reruns,
      Map<Integer, Duration> goldTimes) {
    this.run = run;
    this.plans = plans;
    this.interpreters = interpreters;
    this.limits = interpreters.limits();
    this.examiner = examiner;
    this.reruns = reruns;
    this.goldTimes = goldTimes;
    this.spares = new SpareInterpreters(interpreters);
  }

  @Override
  public void run() {
    Deque<JudgingJob> sent = new ArrayDeque<>();
    WarmInterpreter python = interpreters.start(0);
    try {
      while (!interpreters.stopped()) {
        try {
          sendAhead(python, sent);
          if (sent.isEmpty()) {
            return;
          }
          Execution execution = python.receive(limits);
          Judgement judgement = judged(sent.element(), execution);
          run.judged(sent.remove(), judgement);
        } catch (IOException e) {
          python = interpreters.replace(python);
          while (!sent.isEmpty() && !interpreters.stopped()) {
            run.judged(sent.element(), judgedAlone(sent.element()));
            sent.remove();
          }
        }
      }
    } finally {
      spares.close();
      interpreters.end(python);
    }
  }

  /** A pipe holds 64 KiB: short programs wait in it, a long one is sent when it is its turn. */
  private void sendAhead(WarmInterpreter python, Deque<JudgingJob> sent) throws IOException {
    while (sent.size() < AHEAD && (sent.isEmpty() || run.nextIsShort(AHEAD_CHARACTERS))) {
      JudgingJob job = run.next();
      if (job == null) {
        return;
      }
      sent.add(job);
      python.send(programOf(job), limits);
    }
  }

  private TestPlan planOf(JudgingJob job) {
    return plans.of(job.task());
  }

  private Program programOf(JudgingJob job) {
    return planOf(job).programFor(job.text());
  }

  private Judgement judgedAlone(JudgingJob job) {
    try {
      return judged(job, spares.run(0, programOf(job), limits));
    } catch (IOException e) {
      return Judgement.infrastructure(
          "its interpreter ended twice (" + (e.getMessage() == null ? e : e.getMessage()) + ")");
    }
  }

  private Judgement judged(JudgingJob job, Execution first) throws IOException {
    // Not by us: the machine or a person killed it, or it did so itself and will do so again.
    boolean killed = first.end() instanceof Execution.End.Signal signal && signal.number() == KILL;
    Execution execution = killed ? spares.run(0, programOf(job), limits) : first;
    Judgement judgement = examine(planOf(job), job.text(), execution, 0, limits);
    if (judgement.timedOut()) {
      judgement = withMoreTime(job, judgement);
    }
    return reruns > 1 ? rerun(job, judgement) : judgement;
  }

  /** Examines an execution; a test that asks for one more call makes the program run again. */
  private Judgement examine(
      TestPlan plan, String program, Execution execution, int seed, Limits times)
      throws IOException {
    TestPlan current = plan;
    Execution latest = execution;
    for (int calls = 0; calls < MOST_CALLS; calls++) {
      try {
        return examiner.examine(current, program, latest);
      } catch (Examiner.CallNeeded needed) {
        current = needed.plan();
        latest = spares.run(seed, current.programFor(program), times);
      }
    }
    throw new SandboxException(
        "A test of task " + plan.task().id() + " makes more than " + MOST_CALLS + " calls.");
  }

  private Judgement judgedWith(TestPlan plan, String program, int seed, Limits times)
      throws IOException {
    Execution execution = spares.run(seed, plan.programFor(program), times);
    return examine(plan, program, execution, seed, times);
  }

  /** A slow machine lowers no score: ten times what the gold program needs here is allowed. */
  private Judgement withMoreTime(JudgingJob job, Judgement judgement) throws IOException {
    Duration allowed = goldTime(planOf(job)).multipliedBy(GOLD_FACTOR);
    if (allowed.compareTo(limits.step()) <= 0) {
      return judgement;
    }
    Duration total = allowed.compareTo(limits.total()) > 0 ? allowed : limits.total();
    return judgedWith(planOf(job), job.text(), 0, limits.withTimes(allowed, total));
  }

  private Duration goldTime(TestPlan plan) throws IOException {
    Duration known = goldTimes.get(plan.task().id());
    if (known != null) {
      return known;
    }
    Program gold = plan.programFor(plan.task().code());
    Execution execution = spares.run(0, gold, limits.withTimes(GOLD_LIMIT, GOLD_LIMIT));
    double seconds = execution.complete() ? execution.cpuSeconds() : 0;
    Duration time = Duration.ofMillis((long) (seconds * 1000));
    goldTimes.put(plan.task().id(), time);
    return time;
  }

  /** Again with other seeds and another clock; if steady, each test alone in a fresh process. */
  private Judgement rerun(JudgingJob job, Judgement judgement) throws IOException {
    for (int seed = 1; seed < reruns; seed++) {
      Judgement second = judgedWith(planOf(job), job.text(), seed, limits);
      if (!second.sameResultAs(judgement)) {
        // A test alone meets other luck, too: its result would not tell of state.
        return judgement.with(Set.of(Flag.FLAKY));
      }
    }
    return keepsState(job, judgement.tests())
        ? judgement.with(Set.of(Flag.KEEPS_STATE))
        : judgement;
  }

  private boolean keepsState(JudgingJob job, List<TestResult> together) throws IOException {
    for (int i = 1; i < together.size(); i++) {
      Judgement alone = judgedWith(planOf(job).only(i), job.text(), 0, limits);
      TestResult before = together.get(i);
      TestResult after = alone.tests().get(0);
      if (!before.outcome().equals(after.outcome()) || !before.got().equals(after.got())) {
        return true;
      }
    }
    return false;
  }
}
