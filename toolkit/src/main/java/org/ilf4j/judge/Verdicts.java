package org.ilf4j.judge;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ilf4j.task.Tasks;

/**
 * The verdicts on many samples, in the samples' order, with the tasks they belong to.
 *
 * <pre>{@code
 * verdicts.failures().onePerTask()   // one failing program per task, to write feedback on
 * verdicts.byOutcome()               // how many passed, timed out, ...
 * }</pre>
 */
public final class Verdicts implements Iterable<Verdict> {
  private final Tasks tasks;
  private final List<Verdict> list;

  private Verdicts(Tasks tasks, List<Verdict> list) {
    this.tasks = tasks;
    this.list = List.copyOf(list);
  }

  /**
   * Verdicts with the tasks they are about.
   *
   * @throws IllegalArgumentException if a verdict's task is not among the tasks
   */
  public static Verdicts of(Tasks tasks, List<Verdict> list) {
    list.forEach(verdict -> tasks.byId(verdict.taskId()));
    return new Verdicts(tasks, list);
  }

  /** The tasks judged. */
  public Tasks tasks() {
    return tasks;
  }

  /** All verdicts; cannot be changed. */
  public List<Verdict> list() {
    return list;
  }

  /** How many there are. */
  public int size() {
    return list.size();
  }

  @Override
  public Iterator<Verdict> iterator() {
    return list.iterator();
  }

  /** Those that passed. */
  public Verdicts passes() {
    return where(Verdict::passed);
  }

  /** Those that did not pass; faults of the sandbox are not among them. */
  public Verdicts failures() {
    return where(verdict -> !verdict.passed() && !verdict.isInfrastructureFault());
  }

  /** Those on which the sandbox itself failed: judge them again before you count. */
  public Verdicts infrastructureFaults() {
    return where(Verdict::isInfrastructureFault);
  }

  /** Those that fulfil a condition. */
  public Verdicts where(Predicate<Verdict> condition) {
    return new Verdicts(tasks, list.stream().filter(condition).toList());
  }

  /** The first verdict of each task. */
  public Verdicts onePerTask() {
    return new Verdicts(tasks, byTask().values().stream().map(all -> all.get(0)).toList());
  }

  /**
   * One verdict per task, drawn at random (paper, section 3.1: one refinement per task).
   *
   * @param seed equal seeds draw equally, whatever the other tasks are
   */
  public Verdicts onePerTask(long seed) {
    List<Verdict> drawn = new ArrayList<>();
    byTask().forEach((task, all) -> drawn.add(all.get(draw(seed, task, all.size()))));
    return new Verdicts(tasks, drawn);
  }

  /** The verdicts of each task, by ascending id. */
  public Map<Integer, List<Verdict>> byTask() {
    return list.stream()
        .collect(Collectors.groupingBy(Verdict::taskId, TreeMap::new, Collectors.toList()));
  }

  /** How many verdicts there are of each kind of outcome, such as {@code passed}. */
  public Map<String, Long> byOutcome() {
    return list.stream()
        .collect(
            Collectors.groupingBy(
                verdict -> verdict.outcome().label(), TreeMap::new, Collectors.counting()));
  }

  /** The ids of the tasks that have a verdict here, ascending. */
  public List<Integer> taskIds() {
    return List.copyOf(
        list.stream().map(Verdict::taskId).collect(Collectors.toCollection(TreeSet::new)));
  }

  /** One line, then the number of verdicts of each outcome. */
  @Override
  public String toString() {
    String counts =
        byOutcome().entrySet().stream()
            .map(entry -> String.format("%8d  %s", entry.getValue(), entry.getKey()))
            .collect(Collectors.joining("\n"));
    return size()
        + " verdicts on "
        + taskIds().size()
        + " tasks of "
        + tasks.name()
        + "\n"
        + counts;
  }

  private static int draw(long seed, int task, int bound) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + task);
    random.nextInt(); // the first draws of neighbouring seeds are alike
    return random.nextInt(bound);
  }
}
