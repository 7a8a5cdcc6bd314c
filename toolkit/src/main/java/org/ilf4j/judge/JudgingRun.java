package org.ilf4j.judge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ilf4j.progress.Progress;
import org.ilf4j.sample.Sample;
import org.ilf4j.sandbox.Limits;

/** One call of the judge: which programs to run, by how many workers, and what came of each. */
class JudgingRun {
  private static final long LOOK_EVERY_MILLIS = 100;

  private final List<Sample> samples;
  private final Verdict[] verdicts;
  private final Iterator<JudgingJob> waiting;
  private final int jobCount;
  private final VerdictCache cache;
  private final Progress progress;
  private JudgingJob next;
  private RuntimeException failure;

  /**
   * Groups samples of equal text, and answers from the cache what it knows.
   *
   * @param keyPrefix what a verdict depends on beside the tests and the program
   */
  JudgingRun(
      List<Sample> samples,
      Map<Integer, TestPlan> plans,
      Rules rules,
      String keyPrefix,
      VerdictCache cache,
      Progress progress) {
    this.samples = samples;
    this.verdicts = new Verdict[samples.size()];
    this.cache = cache;
    this.progress = progress;
    Map<String, JudgingJob> jobs = new LinkedHashMap<>();
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      TestPlan plan = plans.get(sample.taskId());
      String key = key(keyPrefix, plan, rules.text(sample));
      Judgement known = cache.get(key);
      if (known != null) {
        verdicts[i] = known.of(sample);
        progress.skip(1);
      } else {
        jobs.computeIfAbsent(key, k -> new JudgingJob(k, plan, sample, rules)).positions().add(i);
      }
    }
    this.jobCount = jobs.size();
    this.waiting = List.copyOf(jobs.values()).iterator();
    this.next = waiting.hasNext() ? waiting.next() : null;
  }

  /** How many programs must run. */
  int jobCount() {
    return jobCount;
  }

  /** The next job, or null. */
  synchronized JudgingJob next() {
    JudgingJob job = failure == null ? next : null;
    next = waiting.hasNext() ? waiting.next() : null;
    return job;
  }

  /** Whether the next job's text has at most so many characters. */
  synchronized boolean nextIsShort(int characters) {
    return next != null && next.text().length() <= characters;
  }

  /** Keeps what came of a job. */
  void judged(JudgingJob job, Judgement judgement) {
    cache.put(job.key(), judgement);
    for (int position : job.positions()) {
      verdicts[position] = judgement.of(samples.get(position));
    }
    progress.advance(job.positions().size());
  }

  /** Runs all jobs; returns the verdicts in the samples' order. */
  List<Verdict> work(
      Interpreters interpreters, Limits limits, Examiner examiner, int workers, int reruns) {
    Map<Integer, Duration> goldTimes = new ConcurrentHashMap<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Math.min(workers, jobCount); i++) {
      JudgeWorker worker = new JudgeWorker(this, limits, examiner, reruns, goldTimes, interpreters);
      Thread thread = new Thread(() -> workOrFail(worker, interpreters), "ilf4j-judge-" + i);
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
    try {
      await(threads);
    } finally {
      interpreters.stop();
      threads.forEach(JudgingRun::joinQuietly);
    }
    synchronized (this) {
      if (failure != null) {
        throw failure;
      }
    }
    return List.of(verdicts);
  }

  private void workOrFail(JudgeWorker worker, Interpreters interpreters) {
    try {
      worker.run();
    } catch (RuntimeException e) {
      synchronized (this) {
        failure = failure == null ? e : failure;
      }
      interpreters.stop();
    }
  }

  private static void await(List<Thread> threads) {
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          Progress.checkInterrupted("judging");
        }
      }
    }
  }

  private static void joinQuietly(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String key(String prefix, TestPlan plan, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : List.of(prefix, plan.setup(), plan.task().tests().toString(), text)) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return plan.task().id() + "-" + HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
