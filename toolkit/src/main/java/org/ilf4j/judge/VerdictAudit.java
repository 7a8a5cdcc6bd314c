package org.ilf4j.judge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ilf4j.sample.Sample;
import org.ilf4j.task.Tasks;

/**
 * Judges another harness's result file anew, by our rules and by the paper's, and lists every
 * program on which two of the three disagree.
 *
 * <pre>{@code
 * VerdictAudit.of(mbpp, Path.of("samples.jsonl_results.jsonl"), Judge.standard())
 * }</pre>
 *
 * @param file the result file
 * @param total how many programs it holds
 * @param passes how many programs pass by the file and by both rules
 * @param drawn how many programs it holds of each task, by the task's id
 * @param differences those with different verdicts
 */
public record VerdictAudit(
    Path file,
    int total,
    Passes passes,
    Map<Integer, Integer> drawn,
    List<Difference> differences) {
  private static final int ROWS_SHOWN = 20;

  /** Makes the collections immutable. */
  public VerdictAudit {
    drawn = Collections.unmodifiableMap(new TreeMap<>(drawn));
    differences = List.copyOf(differences);
  }

  /**
   * How many programs pass. Hardly any of a file that should have good ones is the mark of programs
   * that were matched with other tasks' tests.
   *
   * @param verdictsInFile how many programs the file has a verdict on
   * @param recorded how many of these passed, as the file says
   * @param strict how many of all programs pass by our rules
   * @param compat how many of all programs pass by the paper's rules
   */
  public record Passes(int verdictsInFile, int recorded, int strict, int compat) {
    @Override
    public String toString() {
      String file =
          verdictsInFile == 0
              ? "the file has no verdicts"
              : recorded + " of " + verdictsInFile + " as the file says";
      return "passed: " + file + ", " + strict + " strictly, " + compat + " by the paper's rules";
    }
  }

  /**
   * One program with different verdicts.
   *
   * @param recorded what the file says; null if it says nothing
   * @param strict our verdict
   * @param compat the verdict by the paper's rules
   */
  public record Difference(Boolean recorded, Verdict strict, Verdict compat) {
    @Override
    public String toString() {
      return String.format(
          "%6d %6d  %-8s  %-12s  %-12s  %s",
          strict.taskId(),
          strict.sample().index(),
          recorded == null ? "-" : recorded ? "passed" : "failed",
          strict.outcome().label(),
          compat.outcome().label(),
          strict.message());
    }
  }

  /**
   * Audits a file of the paper's scripts, human-eval, EvalPlus or bigcode's harness.
   *
   * @param tasks the tasks it is about
   * @param judge a strict judge; its sandbox, cache and workers serve both rules
   * @throws org.ilf4j.jsonl.JsonlException if the file has none of these formats
   */
  public static VerdictAudit of(Tasks tasks, Path file, Judge judge) {
    List<ResultFile.Row> rows = ResultFile.read(file, tasks);
    List<Sample> samples = rows.stream().map(ResultFile.Row::sample).toList();
    List<Verdict> strict = judge.judge(tasks, samples).list();
    List<Verdict> compat = judge.withPaperRules().judge(tasks, samples).list();
    List<Difference> differences = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Boolean recorded = rows.get(i).recorded();
      boolean passed = strict.get(i).passed();
      if (passed != compat.get(i).passed() || recorded != null && recorded != passed) {
        differences.add(new Difference(recorded, strict.get(i), compat.get(i)));
      }
    }
    Map<Integer, Integer> drawn =
        samples.stream()
            .collect(Collectors.groupingBy(Sample::taskId, Collectors.summingInt(one -> 1)));
    return new VerdictAudit(file, rows.size(), passes(rows, strict, compat), drawn, differences);
  }

  private static Passes passes(
      List<ResultFile.Row> rows, List<Verdict> strict, List<Verdict> compat) {
    List<Boolean> recorded =
        rows.stream().map(ResultFile.Row::recorded).filter(Objects::nonNull).toList();
    return new Passes(
        recorded.size(), Collections.frequency(recorded, true), passed(strict), passed(compat));
  }

  private static int passed(List<Verdict> verdicts) {
    return (int) verdicts.stream().filter(Verdict::passed).count();
  }

  /**
   * The tasks with fewer than k programs, ascending: on each the original scripts report pass@k = 1
   * whatever the verdicts, where {@link org.ilf4j.metric.PassAtK} refuses.
   *
   * @param k programs a user would draw, 1 or more; the paper reports 1 and 10
   */
  public List<Integer> countedAsSolvedAt(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + "; choose 1 or more.");
    }
    return drawn.entrySet().stream().filter(e -> e.getValue() < k).map(Map.Entry::getKey).toList();
  }

  /** Two lines, then the first 20 differences. */
  @Override
  public String toString() {
    String head =
        file.getFileName()
            + ": "
            + total
            + (total == 1 ? " program, " : " programs, ")
            + differences.size()
            + (differences.size() == 1 ? " verdict differs\n" : " verdicts differ\n")
            + passes;
    if (differences.isEmpty()) {
      return head;
    }
    String rows =
        differences.stream()
            .limit(ROWS_SHOWN)
            .map(Difference::toString)
            .collect(Collectors.joining("\n"));
    String more =
        differences.size() > ROWS_SHOWN
            ? "\n… "
                + (differences.size() - ROWS_SHOWN)
                + " more; .differences() has all "
                + differences.size()
            : "";
    return head
        + String.format("%n  task sample  recorded  strict        paper rules   why strictly%n")
        + rows
        + more;
  }
}
