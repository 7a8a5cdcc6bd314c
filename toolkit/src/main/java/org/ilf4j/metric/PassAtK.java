package org.ilf4j.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ilf4j.judge.Verdict;
import org.ilf4j.judge.Verdicts;
import org.ilf4j.task.Task;

/**
 * The chance that at least one of k programs drawn for a task passes, averaged over tasks, with 95
 * % intervals by the percentile bootstrap over tasks (10,000 resamples, fixed seed).
 *
 * <pre>{@code
 * PassAtK pass = PassAtK.of(verdicts, 1, 10);
 * pass.at(1)        // 31.2 % [26.0, 36.8]
 * }</pre>
 */
public final class PassAtK {
  private final String name;
  private final Map<Integer, Count> counts;
  private final Map<Integer, Estimate> estimates;
  private final Estimate solved;
  private final int faults;

  /** Programs drawn for a task and those that passed. */
  record Count(int drawn, int passed) {}

  private PassAtK(String name, Map<Integer, Count> counts, int[] ks, int faults) {
    this.name = name;
    this.counts = counts;
    this.faults = faults;
    this.estimates = new TreeMap<>();
    Arrays.stream(ks).forEach(k -> estimates.put(k, TaskBootstrap.mean(perTask(k))));
    this.solved =
        TaskBootstrap.mean(
            counts.values().stream().mapToDouble(count -> count.passed > 0 ? 1 : 0).toArray());
  }

  /**
   * pass@k over all tasks of the verdicts. Faults of the sandbox are no verdicts on a program: they
   * are left out and told in the text.
   *
   * @param ks the k to estimate, each at least 1; the paper reports 1 and 10
   * @throws IllegalArgumentException if a task has fewer than k verdicts
   */
  public static PassAtK of(Verdicts verdicts, int... ks) {
    if (ks.length == 0) {
      throw new IllegalArgumentException("No k is given; the paper reports k = 1 and k = 10.");
    }
    Verdicts counted = verdicts.where(verdict -> !verdict.isInfrastructureFault());
    Map<Integer, List<Verdict>> byTask = counted.byTask();
    Map<Integer, Count> counts = new LinkedHashMap<>();
    for (Task task : verdicts.tasks()) {
      List<Verdict> all = byTask.getOrDefault(task.id(), List.of());
      int passed = (int) all.stream().filter(Verdict::passed).count();
      counts.put(task.id(), new Count(all.size(), passed));
    }
    if (counts.isEmpty()) {
      throw new IllegalArgumentException("There are no tasks to estimate pass@k on.");
    }
    int most = Arrays.stream(ks).max().getAsInt();
    counts.forEach((task, count) -> checkEnough(task, count.drawn, most));
    return new PassAtK(verdicts.tasks().name(), counts, ks, verdicts.size() - counted.size());
  }

  /**
   * The unbiased estimator 1 - C(n-c, k) / C(n, k) (Chen et al. 2021, section 2.1).
   *
   * @param n programs drawn
   * @param c programs that passed, 0 to n
   * @param k programs a user would draw, 1 to n
   * @return 0 to 1
   * @throws IllegalArgumentException if k is above n; the original scripts return 1 there
   */
  public static double estimate(int n, int c, int k) {
    if (k < 1 || k > n) {
      throw new IllegalArgumentException(
          "pass@" + k + " needs 1 <= k <= n, but n is " + n + "; draw more samples or lower k.");
    }
    if (c < 0 || c > n) {
      throw new IllegalArgumentException("c is " + c + "; it must be 0 to n = " + n + ".");
    }
    if (n - c < k) {
      return 1;
    }
    return 1
        - IntStream.rangeClosed(n - c + 1, n)
            .mapToDouble(i -> 1 - (double) k / i)
            .reduce(1, (a, b) -> a * b);
  }

  /**
   * The estimate for one k.
   *
   * @throws IllegalArgumentException if it was not asked for
   */
  public Estimate at(int k) {
    Estimate estimate = estimates.get(k);
    if (estimate == null) {
      throw new IllegalArgumentException(
          "pass@" + k + " was not estimated, only k = " + ks() + "; add it to PassAtK.of.");
    }
    return estimate;
  }

  /** The share of tasks with at least one program that passed. */
  public Estimate solved() {
    return solved;
  }

  /** The k that were estimated, ascending. */
  public List<Integer> ks() {
    return List.copyOf(estimates.keySet());
  }

  /** How many tasks were counted. */
  public int tasks() {
    return counts.size();
  }

  /** Verdicts left out because the sandbox failed. */
  public int faults() {
    return faults;
  }

  /** The paper's summary file: "1", "10", "% tasks with at least one passed completion". */
  public Map<String, Double> paperSummary() {
    Map<String, Double> summary = new LinkedHashMap<>();
    estimates.forEach((k, estimate) -> summary.put(Integer.toString(k), estimate.value()));
    summary.put("% tasks with at least one passed completion", solved.value());
    return summary;
  }

  /** pass@k of each task, in the tasks' order. */
  double[] perTask(int k) {
    return counts.values().stream().mapToDouble(c -> estimate(c.drawn, c.passed, k)).toArray();
  }

  List<Integer> taskIds() {
    return new ArrayList<>(counts.keySet());
  }

  /** One line, then a line per k. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name + ": " + tasks() + " tasks, " + drawn());
    text.append(" (95 % intervals: bootstrap over tasks)");
    estimates.forEach(
        (k, e) -> text.append(String.format(Locale.ROOT, "%n  %-8s %s", "pass@" + k, e)));
    text.append(String.format("%n  %-8s %s", "solved", solved));
    return faults == 0 ? text.toString() : text + "\n  left out: " + faults + " sandbox faults";
  }

  private String drawn() {
    int least = counts.values().stream().mapToInt(Count::drawn).min().orElse(0);
    int most = counts.values().stream().mapToInt(Count::drawn).max().orElse(0);
    return (least == most ? "" : least + " to ") + most + " samples each";
  }

  private static void checkEnough(int task, int n, int k) {
    if (n < k) {
      throw new IllegalArgumentException(
          "pass@"
              + k
              + " needs n >= k samples per task, but task "
              + task
              + " has n = "
              + n
              + "; draw more samples or choose k <= "
              + n
              + ".");
    }
  }
}
