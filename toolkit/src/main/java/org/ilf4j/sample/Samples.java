package org.ilf4j.sample;

import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;

/**
 * Programs drawn for tasks, ordered by the tasks' order and the samples' index. Immutable.
 *
 * <pre>{@code
 * Samples samples = Sampler.of(model).perTask(10).seed(7).sample(tasks);
 * samples.of(11).get(0).program();
 * }</pre>
 */
public final class Samples implements Iterable<Sample> {
  private static final int ROWS_SHOWN = 5;
  private static final int COLUMNS_SHOWN = 60;

  private final Tasks tasks;
  private final List<Sample> samples;
  private final Map<Integer, List<Sample>> byTask;

  private Samples(Tasks tasks, List<Sample> samples) {
    Map<Integer, List<Sample>> found =
        samples.stream()
            .sorted(Comparator.comparingInt(Sample::index))
            .collect(Collectors.groupingBy(Sample::taskId));
    Map<Integer, List<Sample>> ordered = new LinkedHashMap<>();
    for (Task task : tasks) {
      ordered.put(task.id(), List.copyOf(found.getOrDefault(task.id(), List.of())));
    }
    for (Integer id : found.keySet()) {
      if (!ordered.containsKey(id)) {
        throw new IllegalArgumentException(
            "A sample belongs to task "
                + id
                + ", which is not among the tasks "
                + tasks.name()
                + "; pass the tasks that the samples were drawn for.");
      }
    }
    this.tasks = tasks;
    this.byTask = ordered;
    this.samples = ordered.values().stream().flatMap(List::stream).toList();
  }

  /**
   * Joins samples with their tasks.
   *
   * @throws IllegalArgumentException if a sample's task is not among the tasks
   */
  public static Samples of(Tasks tasks, List<Sample> samples) {
    return new Samples(tasks, samples);
  }

  /** The tasks that the samples were drawn for, those without a sample included. */
  public Tasks tasks() {
    return tasks;
  }

  /** All samples. */
  public List<Sample> list() {
    return samples;
  }

  /** All samples, as a stream. */
  public Stream<Sample> stream() {
    return samples.stream();
  }

  /**
   * The samples of one task, by index; empty if none was drawn.
   *
   * @throws IllegalArgumentException if the task is not among the tasks
   */
  public List<Sample> of(int taskId) {
    List<Sample> found = byTask.get(taskId);
    if (found == null) {
      tasks.byId(taskId);
    }
    return found;
  }

  /** How many samples there are. */
  public int size() {
    return samples.size();
  }

  @Override
  public Iterator<Sample> iterator() {
    return samples.iterator();
  }

  /** One line and the first rows. */
  @Override
  public String toString() {
    String rows =
        samples.stream().limit(ROWS_SHOWN).map(Samples::row).collect(Collectors.joining());
    String more = size() > ROWS_SHOWN ? "\n  … " + (size() - ROWS_SHOWN) + " more" : "";
    return size() + " samples of " + tasks.size() + " tasks (" + tasks.name() + ")" + rows + more;
  }

  private static String row(Sample sample) {
    String line = sample.completion().strip().replaceAll("\\s*\\n\\s*", " ⏎ ");
    String cut = line.length() > COLUMNS_SHOWN ? line.substring(0, COLUMNS_SHOWN - 1) + "…" : line;
    return String.format(
        "%n  task %d, sample %d, %s: %s", sample.taskId(), sample.index(), sample.stop(), cut);
  }
}
