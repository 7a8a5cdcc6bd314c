package org.ilf4j.task;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An immutable list of tasks with distinct ids.
 *
 * <pre>{@code
 * Tasks mbpp = Mbpp.load();
 * mbpp.refine().first(20)       // the first 20 tasks of the Refine split
 * mbpp.byId(11)                 // one task
 * }</pre>
 */
public final class Tasks implements Iterable<Task> {
  private static final int ROWS_SHOWN = 5;
  private static final int TEXT_SHOWN = 70;

  private final String name;
  private final List<Task> list;
  private final Map<Integer, Task> byId;

  private Tasks(String name, List<Task> list) {
    this.name = name;
    this.list = List.copyOf(list);
    this.byId = index(name, list);
  }

  /**
   * Tasks in the given order.
   *
   * @param name what to call them in tables, such as {@code MBPP Test}
   * @throws IllegalArgumentException if two tasks have the same id
   */
  public static Tasks of(String name, List<Task> list) {
    return new Tasks(name, list);
  }

  /**
   * Reads a JSONL file of MBPP's schema: one object a line with {@code task_id, text, code,
   * test_list} and, where present, {@code test_setup_code, challenge_test_list}.
   *
   * @throws IllegalArgumentException naming the file, the line and the remedy if a line is
   *     malformed
   */
  public static Tasks read(Path file) {
    return TaskReader.read(file);
  }

  /**
   * Reads lines of the same schema from a text.
   *
   * @param name what to call the tasks in tables and in errors
   */
  public static Tasks read(String name, String lines) {
    try {
      return TaskReader.read(name, name, new StringReader(lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What these tasks are called in tables. */
  public String name() {
    return name;
  }

  /** How many tasks there are. */
  public int size() {
    return list.size();
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return list.isEmpty();
  }

  /** All tasks, in order; cannot be changed. */
  public List<Task> list() {
    return list;
  }

  /** All tasks, in order. */
  public Stream<Task> stream() {
    return list.stream();
  }

  @Override
  public Iterator<Task> iterator() {
    return list.iterator();
  }

  /** The ids, in order. */
  public List<Integer> ids() {
    return list.stream().map(Task::id).toList();
  }

  /** Whether a task has this id. */
  public boolean contains(int id) {
    return byId.containsKey(id);
  }

  /**
   * The task with this id.
   *
   * @throws IllegalArgumentException naming the ids there are if there is none
   */
  public Task byId(int id) {
    Task task = byId.get(id);
    if (task == null) {
      throw new IllegalArgumentException("No task has id " + id + " in " + name + idRange() + ".");
    }
    return task;
  }

  /** The tasks of one split, in order. */
  public Tasks split(Split split) {
    String title = split.name().charAt(0) + split.name().substring(1).toLowerCase(Locale.ROOT);
    return where(name + " " + title, task -> split.contains(task.id()));
  }

  /** Ids 1-10, unused by the method. */
  public Tasks prompt() {
    return split(Split.PROMPT);
  }

  /** Ids 11-110, on which pass@k is reported. */
  public Tasks test() {
    return split(Split.TEST);
  }

  /** Ids 111-310, whose feedback trains the refinement model. */
  public Tasks refine() {
    return split(Split.REFINE);
  }

  /** Ids 311-974, whose refinements train the base model. */
  public Tasks train() {
    return split(Split.TRAIN);
  }

  /** The first n tasks, or all if there are fewer. */
  public Tasks first(int n) {
    if (n < 0) {
      throw new IllegalArgumentException("first(" + n + "): n is negative; choose 0 or more.");
    }
    return n >= size() ? this : new Tasks(name + " (first " + n + ")", list.subList(0, n));
  }

  /**
   * The tasks with these ids, in this collection's order.
   *
   * @throws IllegalArgumentException if an id is not there
   */
  public Tasks only(Collection<Integer> ids) {
    ids.forEach(this::byId);
    Set<Integer> wanted = new LinkedHashSet<>(ids);
    return where(name + " (part)", task -> wanted.contains(task.id()));
  }

  /** The tasks that fulfil a condition, under another name. */
  public Tasks where(String newName, Predicate<Task> condition) {
    return new Tasks(newName, list.stream().filter(condition).toList());
  }

  /** A digest of all ids, texts, programs and tests, in order; names and files do not count. */
  public String sha256() {
    StringBuilder all = new StringBuilder();
    for (Task task : list) {
      all.append(task.id()).append('\0').append(task.text()).append('\0').append(task.code());
      all.append('\0').append(task.setupCode()).append('\0').append(task.tests());
      all.append('\0').append(task.challengeTests()).append('\n');
    }
    return Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** One line with the size and the splits, then the first rows. */
  @Override
  public String toString() {
    String rows =
        list.stream()
            .limit(ROWS_SHOWN)
            .map(task -> String.format(Locale.ROOT, "%6d  %s", task.id(), shorten(task.text())))
            .collect(Collectors.joining("\n"));
    String more = size() > ROWS_SHOWN ? "\n     …  " + (size() - ROWS_SHOWN) + " more" : "";
    return name
        + ": "
        + size()
        + (size() == 1 ? " task" : " tasks")
        + splits()
        + (rows.isEmpty() ? "" : "\n" + rows)
        + more;
  }

  private String splits() {
    String counts =
        Stream.of(Split.values())
            .map(split -> Map.entry(split, stream().filter(t -> split.contains(t.id())).count()))
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> entry.getKey().name().toLowerCase(Locale.ROOT) + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    return counts.isEmpty() ? "" : " (" + counts + ")";
  }

  private String idRange() {
    return byId.isEmpty()
        ? ", which is empty"
        : ", whose "
            + size()
            + " ids go from "
            + Collections.min(byId.keySet())
            + " to "
            + Collections.max(byId.keySet());
  }

  private static String shorten(String text) {
    return text.length() <= TEXT_SHOWN ? text : text.substring(0, TEXT_SHOWN - 1) + "…";
  }

  private static Map<Integer, Task> index(String name, List<Task> list) {
    Map<Integer, Task> byId = new TreeMap<>();
    for (Task task : list) {
      if (byId.put(task.id(), task) != null) {
        throw new IllegalArgumentException(
            "Task id " + task.id() + " occurs twice in " + name + "; ids must be distinct.");
      }
    }
    return byId;
  }
}
