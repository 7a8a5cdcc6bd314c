package org.ilf4j.metric;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.ilf4j.model.CodeGen;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;

/**
 * How surprising programs are to a model, one number per task: 1 for certainty, the vocabulary's
 * size for no idea. The paper (figure 3) compares gold programs with refinements so: what a model
 * finds likely is easier to learn from.
 *
 * <pre>{@code
 * var gold = Perplexity.of("gold", model, tasks, task -> prompts.render(task).text(), Task::code);
 * gold.median()     // 1.62
 * }</pre>
 *
 * @param name what the programs are
 * @param values one perplexity per task, in the tasks' order
 */
public record Perplexity(String name, List<Double> values) {
  /** Keeps its own list. */
  public Perplexity {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no program in \"" + name + "\"; pass at least one task.");
    }
  }

  /**
   * Scores one program of each task.
   *
   * @param name what the programs are, such as {@code gold}
   * @param prompt what the model reads before a task's program; may be empty
   * @param program a task's program; not empty
   * @throws IllegalArgumentException if prompt and program exceed the model's context
   */
  public static Perplexity of(
      String name,
      CodeGen model,
      Tasks tasks,
      Function<Task, String> prompt,
      Function<Task, String> program) {
    return new Perplexity(
        name,
        tasks.stream()
            .map(task -> model.perplexity(prompt.apply(task), program.apply(task)))
            .toList());
  }

  /** The value that half of the programs stay below; of two middle ones their mean. */
  public double median() {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** The geometric mean, in which every program counts alike whatever its length. */
  public double mean() {
    return Math.exp(values.stream().mapToDouble(Math::log).average().orElseThrow());
  }

  /** Such as {@code gold: median perplexity 1.62, mean 1.71, 100 programs}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: median perplexity %.2f, mean %.2f, %d programs",
        name,
        median(),
        mean(),
        values.size());
  }
}
