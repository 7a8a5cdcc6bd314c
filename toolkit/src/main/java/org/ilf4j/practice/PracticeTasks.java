package org.ilf4j.practice;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
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

  private static final int LAST_ID = Split.TRAIN.last();
  private static final int BEST_OF = 8;

  private final Exercises exercises = new Exercises();
  private final RandomGenerator random;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> held = new LinkedHashSet<>();
  private final Map<Integer, Task> tasks = new HashMap<>();

  private PracticeTasks(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * The 974 tasks of a seed, ids 1-974 in order; equal seeds give equal tasks.
   *
   * @param seed {@link #SEED} gives the published ones
   */
  public static List<Task> generate(long seed) {
    return new PracticeTasks(seed).make();
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

  /** The compositions that only Test may hold. */
  static Set<String> heldOut(long seed) {
    PracticeTasks made = new PracticeTasks(seed);
    made.fill(Split.TEST);
    return made.held;
  }

  private List<Task> make() {
    fill(Split.TEST);
    fill(Split.PROMPT);
    fill(Split.REFINE);
    fill(Split.TRAIN);
    List<Task> ordered = new ArrayList<>();
    for (int id = 1; id <= LAST_ID; id++) {
      ordered.add(tasks.get(id));
    }
    return ordered;
  }

  private void fill(Split split) {
    for (int id = split.first(); id <= split.last(); id++) {
      Family family = Family.values()[id % Family.values().length];
      Exercise exercise = next(family);
      if (split == Split.TEST) {
        held.add(exercise.plan().composition());
      }
      tasks.put(id, exercise.task(id));
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
