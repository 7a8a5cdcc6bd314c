package org.ilf4j.judge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.ilf4j.progress.Progress;
import org.ilf4j.sample.Sample;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;

/** One call of the judge: which programs to run, by how many workers, and what came of each. */
class JudgingRun {
  private static final long LOOK_EVERY_MILLIS = 100;

  private final List<Sample> samples;
  private final Verdict[] verdicts;
  private final Iterator<JudgingJob> waiting;
  private final List<JudgingJob> jobs;
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
      Tasks tasks,
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
      Task task = tasks.byId(sample.taskId());
      String key = key(keyPrefix, task, rules.setup(task), rules.text(sample));
      Judgement known = cache.get(key);
      if (known != null) {
        verdicts[i] = known.of(sample);
        progress.skip(1);
      } else {
        jobs.computeIfAbsent(key, k -> new JudgingJob(k, task, sample, rules)).positions().add(i);
      }
    }
    this.jobs = longestFirst(jobs.values());
    this.waiting = this.jobs.iterator();
    this.next = waiting.hasNext() ? waiting.next() : null;
  }

  /** How many programs must run. */
  int jobCount() {
    return jobs.size();
  }

  /** Their tasks, in the order in which they are needed. */
  Set<Task> tasks() {
    return jobs.stream().map(JudgingJob::task).collect(Collectors.toCollection(LinkedHashSet::new));
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

  /** The verdicts in the samples' order, once no program is left to run. */
  List<Verdict> verdicts() {
    return List.of(verdicts);
  }

  /** Runs all jobs; returns the verdicts in the samples' order. */
  List<Verdict> work(
      TestPlans plans, Interpreters interpreters, Examiner examiner, int workers, int reruns) {
    Map<Integer, Duration> goldTimes = new ConcurrentHashMap<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Math.min(workers, jobCount()); i++) {
      JudgeWorker worker = new JudgeWorker(this, plans, interpreters, examiner, reruns, goldTimes);
      Thread thread = new Thread(() -> workOrFail(worker, plans, interpreters), "ilf4j-judge-" + i);
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
    try {
      await(threads);
    } finally {
      interpreters.stop();
      plans.close();
      threads.forEach(JudgingRun::joinQuietly);
    }
    synchronized (this) {
      if (failure != null) {
        throw failure;
      }
    }
    return verdicts();
  }

  private void workOrFail(JudgeWorker worker, TestPlans plans, Interpreters interpreters) {
    try {
      worker.run();
    } catch (RuntimeException e) {
      synchronized (this) {
        failure = failure == null ? e : failure;
      }
      interpreters.stop();
      plans.close();
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

  private static List<JudgingJob> longestFirst(Collection<JudgingJob> jobs) {
    Map<Integer, Integer> efforts = new HashMap<>();
    jobs.forEach(job -> efforts.computeIfAbsent(job.task().id(), id -> Effort.guess(job.task())));
    return jobs.stream()
        .sorted(Comparator.comparingInt(job -> -efforts.get(job.task().id())))
        .toList();
  }

  private static String key(String prefix, Task task, String setup, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : List.of(prefix, setup, task.tests().toString(), text)) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return task.id() + "-" + HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
