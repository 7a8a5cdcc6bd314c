package org.ilf4j.practice;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.ilf4j.task.Split;
import org.ilf4j.task.Task;

/**
 * Makes the practice tasks: MBPP's ids and splits, compositions in Test that occur in no other
 * split.
 */
public final class PracticeTasks {
  /** The seed of the published tasks. */
  public static final long SEED = 20230316;

  private static final int BEST_OF = 20;

  private final Exercises exercises = new Exercises();
  private final RandomGenerator random;
  private final Set<String> seen = new HashSet<>();
  private final SortedMap<Integer, Exercise> made = new TreeMap<>();

  private PracticeTasks(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * The 974 tasks of a seed, ids 1-974 in order; equal seeds give equal tasks.
   *
   * @param seed {@link #SEED} gives the published ones
   */
  public static List<Task> generate(long seed) {
    return exercises(seed).entrySet().stream().map(e -> e.getValue().task(e.getKey())).toList();
  }

  /**
   * Writes the published tasks, one JSON object a line.
   *
   * @param arguments the file, {@code datasets/practice/practice.jsonl}
   */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(Path.of(arguments[0]), jsonl(generate(SEED)));
  }

  /** Tasks as lines of JSON, in MBPP's order of fields. */
  static String jsonl(List<Task> tasks) throws IOException {
    ObjectMapper json = new ObjectMapper();
    StringBuilder lines = new StringBuilder();
    for (Task task : tasks) {
      lines.append(json.writeValueAsString(task)).append('\n');
    }
    return lines.toString();
  }

  /** The exercises behind the tasks, by id. */
  static SortedMap<Integer, Exercise> exercises(long seed) {
    PracticeTasks tasks = new PracticeTasks(seed);
    tasks.fill(Split.TEST);
    tasks.fill(Split.PROMPT);
    tasks.fill(Split.REFINE);
    tasks.fill(Split.TRAIN);
    return tasks.made;
  }

  /** The compositions that only Test may hold. */
  static Set<String> heldOut(long seed) {
    PracticeTasks tasks = new PracticeTasks(seed);
    tasks.fill(Split.TEST);
    return tasks.seen;
  }

  private void fill(Split split) {
    for (int id = split.first(); id <= split.last(); id++) {
      made.put(id, next(Family.values()[id % Family.values().length]));
    }
  }

  /** A composition not seen before, with the tests that miss the fewest mistakes. */
  private Exercise next(Family family) {
    while (true) {
      Exercise exercise = exercises.draw(family, random);
      if (seen.add(exercise.plan().composition())) {
        return exercises.sharpen(exercise, BEST_OF, random);
      }
    }
  }
}
