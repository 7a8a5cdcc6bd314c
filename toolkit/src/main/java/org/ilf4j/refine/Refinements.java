package org.ilf4j.refine;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ilf4j.feedback.Feedback;
import org.ilf4j.feedback.Feedbacks;
import org.ilf4j.jsonl.Jsonl;
import org.ilf4j.judge.Judge;
import org.ilf4j.judge.Verdict;
import org.ilf4j.judge.Verdicts;
import org.ilf4j.prompt.Example;
import org.ilf4j.sample.Sample;
import org.ilf4j.sample.Samples;
import org.ilf4j.task.Tasks;

/**
 * Programs that a model rewrote by feedback; immutable.
 *
 * <pre>{@code
 * Refinements fixed = Refiner.of(teacher).refine(tasks, feedback).judgedBy(judge).passing();
 * List<Example> examples = fixed.onePerTask(7).examples();
 * }</pre>
 */
public final class Refinements implements Iterable<Refinement> {
  private final Tasks tasks;
  private final List<Refinement> list;

  private Refinements(Tasks tasks, List<Refinement> list) {
    this.tasks = tasks;
    this.list = List.copyOf(list);
  }

  /** Joins new programs with the feedback they follow: the first feedback on each task. */
  static Refinements of(Samples samples, Feedbacks feedbacks) {
    Map<Integer, Feedback> byTask = new HashMap<>();
    feedbacks.forEach(f -> byTask.putIfAbsent(f.taskId(), f));
    return new Refinements(
        samples.tasks(),
        samples.stream().map(s -> new Refinement(byTask.get(s.taskId()), s, null)).toList());
  }

  /**
   * Reads refinements in the columns of the paper's {@code refinements_*.jsonl}; they are not
   * judged yet.
   *
   * @param file one refinement per line; each task's are numbered in the file's order
   * @param tasks the tasks, all that the file has among them
   * @throws org.ilf4j.jsonl.JsonlException naming the line that is wrong
   */
  public static Refinements readPaper(Path file, Tasks tasks) {
    Map<Integer, Integer> drawn = new HashMap<>();
    List<Refinement> read =
        Jsonl.read(file, PaperRefinement.class).stream()
            .map(row -> row.refinement(drawn.merge(row.taskId(), 1, Integer::sum) - 1))
            .toList();
    return new Refinements(tasks.only(drawn.keySet()), read);
  }

  /** Writes one line per refinement in the columns of the paper's {@code refinements_*.jsonl}. */
  public void writePaper(Path file) {
    Jsonl.write(file, list.stream().map(PaperRefinement::of).toList());
  }

  /** The same refinements with their verdicts. */
  public Refinements judgedBy(Judge judge) {
    return with(judge.judge(tasks, samples().list()));
  }

  /** Those that pass their task's tests; judged by {@link Judge#standard} if they were not yet. */
  public Refinements passing() {
    Refinements judged = isJudged() ? this : judgedBy(Judge.standard());
    return new Refinements(tasks, judged.list.stream().filter(Refinement::passed).toList());
  }

  /**
   * One refinement per task, drawn at random (paper, section 3, step 4).
   *
   * @param seed equal seeds draw equally, whatever the other tasks are
   */
  public Refinements onePerTask(long seed) {
    Set<Verdict> drawn = new HashSet<>(verdicts().onePerTask(seed).list());
    return new Refinements(
        tasks, list.stream().filter(refinement -> drawn.contains(refinement.verdict())).toList());
  }

  /** What the base model learns: after the task's prompt, the new program. */
  public List<Example> examples() {
    return list.stream().map(Refinement::example).toList();
  }

  /** The new programs. */
  public Samples samples() {
    return Samples.of(tasks, list.stream().map(Refinement::sample).toList());
  }

  /**
   * The verdicts on the new programs.
   *
   * @throws IllegalStateException if they were not judged
   */
  public Verdicts verdicts() {
    if (!isJudged()) {
      throw new IllegalStateException("These refinements are not judged; call judgedBy(judge).");
    }
    return Verdicts.of(tasks, list.stream().map(Refinement::verdict).toList());
  }

  /** The tasks that had feedback, those without a refinement here included. */
  public Tasks tasks() {
    return tasks;
  }

  /** All refinements, in the order of tasks and samples. */
  public List<Refinement> list() {
    return list;
  }

  @Override
  public Iterator<Refinement> iterator() {
    return list.iterator();
  }

  /** How many there are. */
  public int size() {
    return list.size();
  }

  /** One line, then the first refinement. */
  @Override
  public String toString() {
    long with = list.stream().map(r -> r.sample().taskId()).distinct().count();
    String passed =
        isJudged() ? ", " + list.stream().filter(Refinement::passed).count() + " passed" : "";
    String head =
        "%d %s of %d of %d tasks%s"
            .formatted(
                size(), size() == 1 ? "refinement" : "refinements", with, tasks.size(), passed);
    Optional<Refinement> first = list.stream().findFirst();
    return head + first.map(refinement -> "\n" + refinement).orElse("");
  }

  private boolean isJudged() {
    return list.stream().allMatch(refinement -> refinement.verdict() != null);
  }

  private Refinements with(Verdicts verdicts) {
    Map<Sample, Verdict> bySample = new HashMap<>();
    verdicts.forEach(verdict -> bySample.put(verdict.sample(), verdict));
    return new Refinements(
        tasks,
        list.stream()
            .map(r -> new Refinement(r.feedback(), r.sample(), bySample.get(r.sample())))
            .toList());
  }
}
