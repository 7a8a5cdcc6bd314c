package org.ilf4j.judge;

import java.nio.file.Path;
import java.util.List;
import org.ilf4j.machine.Cores;
import org.ilf4j.progress.Progress;
import org.ilf4j.sample.Sample;
import org.ilf4j.sample.Samples;
import org.ilf4j.sandbox.Sandbox;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;

/**
 * Judges programs by their tasks' tests, each in a sandbox. Immutable; every {@code with} gives
 * another judge.
 *
 * <p>Verdicts repeat: every program finds {@code random} seeded with 0 and the same order of
 * hashes, whatever ran before it. What still differs from run to run takes its luck elsewhere, as
 * from the clock or {@code os.urandom}; {@link #rerun} changes seeds and clock, and flags what
 * depends on them.
 *
 * <p>Only plain data leaves the sandbox, so some tests that a right program passes under Python
 * fail here: those that look at an argument that the call changed, that use an object of the
 * program's own class or a function it returned, or that catch an exception the program raises. A
 * verdict whose test met such an object is flagged {@link Flag#NOT_PLAIN}. Of an iterator at most
 * 100,000 items are drawn, before the test goes on. Memory is limited for each process, not for all
 * that a program starts together.
 *
 * <pre>{@code
 * Verdicts verdicts = Judge.standard().cachedIn(Path.of("runs/first")).judge(samples);
 * Verdict one = Judge.standard().judge(task, "def f(x):\n    return x");
 * }</pre>
 */
public final class Judge {
  private final Sandbox sandbox;
  private final Rules rules;
  private final Path cacheFolder;
  private final int reruns;
  private final int workers;
  private final SelfCheck selfCheck;

  private Judge(
      Sandbox sandbox,
      Rules rules,
      Path cacheFolder,
      int reruns,
      int workers,
      SelfCheck selfCheck) {
    this.selfCheck = selfCheck;
    this.sandbox = sandbox;
    this.rules = rules;
    this.cacheFolder = cacheFolder;
    this.reruns = reruns;
    this.workers = workers;
  }

  /**
   * Our rules: Python's own equality, the paper's tolerance on floats only, set-up code honoured, 3
   * s per test (paper, section 4), full isolation, as many workers as cores.
   *
   * @throws org.ilf4j.sandbox.SandboxException naming the command that installs bubblewrap, if it
   *     is missing
   */
  public static Judge standard() {
    return in(Sandbox.standard());
  }

  /** Our rules in a sandbox of your choice. */
  public static Judge in(Sandbox sandbox) {
    int cores = Cores.ofThisProcess().forJudging();
    return new Judge(sandbox, Rules.STRICT, null, 1, cores, new SelfCheck());
  }

  /**
   * The original scripts' rules where they change a verdict: a numeric first test makes all
   * comparisons approximate, and set-up code is ignored. The programs still run isolated. Two more
   * of their faults are chosen apart: {@link #untruncated} for refinements, and pass@k = 1 where
   * fewer than k programs were drawn, which {@link VerdictAudit#countedAsSolvedAt} lists.
   */
  public static Judge paperCompat() {
    return standard().withPaperRules();
  }

  /** This judge with the original scripts' rules. */
  public Judge withPaperRules() {
    return new Judge(sandbox, Rules.PAPER, cacheFolder, reruns, workers, selfCheck);
  }

  /** Judges what the model wrote before truncation, as the original scripts do with refinements. */
  public Judge untruncated() {
    Rules changed = new Rules(rules.numericFirstTestMeansApproximate(), rules.ignoreSetup(), true);
    return new Judge(sandbox, changed, cacheFolder, reruns, workers, selfCheck);
  }

  /** Keeps verdicts in this folder; equal programs with equal tests never run twice. */
  public Judge cachedIn(Path folder) {
    return new Judge(sandbox, rules, folder, reruns, workers, selfCheck);
  }

  /**
   * Runs each program more than once and flags what is flaky or keeps state between tests.
   *
   * @param times how often in all; 1 runs once and flags nothing, 2 is enough for most
   */
  public Judge rerun(int times) {
    if (times < 1 || times > 20) {
      throw new IllegalArgumentException("rerun(" + times + "): choose 1 to 20 runs.");
    }
    return new Judge(sandbox, rules, cacheFolder, times, workers, selfCheck);
  }

  /**
   * Uses so many interpreters at once.
   *
   * @param count 1 or more; as many as free cores is best
   */
  public Judge workers(int count) {
    if (count < 1 || count > 1024) {
      throw new IllegalArgumentException("workers(" + count + "): choose 1 to 1024.");
    }
    return new Judge(sandbox, rules, cacheFolder, reruns, count, selfCheck);
  }

  /**
   * Judges all samples.
   *
   * @return one verdict per sample, in the samples' order
   * @throws org.ilf4j.progress.InterruptedWorkException if interrupted; with {@link #cachedIn}
   *     nothing judged is lost
   */
  public Verdicts judge(Samples samples) {
    return judge(samples.tasks(), samples.list());
  }

  /** Judges samples of the given tasks; the verdicts keep the list's order. */
  public Verdicts judge(Tasks tasks, List<Sample> samples) {
    return Verdicts.of(tasks, verdicts(tasks, samples));
  }

  /**
   * Judges one program.
   *
   * @param program the whole text, the function's header included
   */
  public Verdict judge(Task task, String program) {
    Sample sample = new Sample(task.id(), 0, "", program, program, "RULE");
    return verdicts(Tasks.of("one task", List.of(task)), List.of(sample)).get(0);
  }

  /** One line: rules, workers, reruns, cache and sandbox. */
  @Override
  public String toString() {
    String again = reruns > 1 ? ", " + reruns + " runs each" : "";
    String kept = cacheFolder == null ? "" : ", kept in " + cacheFolder;
    return "Judge: "
        + rules.inWords()
        + ", "
        + workers
        + (workers == 1 ? " worker" : " workers")
        + again
        + kept
        + ", "
        + sandbox;
  }

  private List<Verdict> verdicts(Tasks tasks, List<Sample> samples) {
    try (Progress progress = Progress.start("judging", samples.size(), "programs");
        VerdictCache cache = VerdictCache.open(cacheFolder)) {
      progress.kept(
          cacheFolder == null
              ? "no verdict is kept: name a folder with cachedIn(...)"
              : "what is finished is kept");
      JudgingRun run = new JudgingRun(samples, tasks, rules, keyPrefix(), cache, progress);
      return run.jobCount() == 0 ? run.verdicts() : work(run);
    }
  }

  private List<Verdict> work(JudgingRun run) {
    try (TestReader reader = new TestReader(sandbox);
        TestPlans plans = new TestPlans(reader, rules, run.tasks())) {
      Interpreters interpreters = new Interpreters(sandbox);
      Examiner examiner = new Examiner(reader, rules, sandbox.isIsolated());
      selfCheck.once(sandbox, interpreters, reader, examiner);
      return run.work(plans, interpreters, examiner, workers, reruns);
    }
  }

  /** A verdict depends on the rules, the sandbox and the interpreter. */
  private String keyPrefix() {
    return rules + " " + sandbox + " reruns " + reruns;
  }
}
