package org.ilf4j.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * pass@k of several models ("arms") on the same tasks; immutable.
 *
 * <pre>{@code
 * board.arm("ILF").at(1)               // 52.3 % [45.0, 59.5]
 * board.compare("ILF", "base", 1)      // +21.4 points of pass@1 [+15.0, +27.9], p = 0.0001
 * }</pre>
 */
public final class Leaderboard {
  private final Map<String, PassAtK> arms;

  private Leaderboard(Map<String, PassAtK> arms) {
    this.arms = arms;
  }

  /**
   * A board of these arms, in the map's order.
   *
   * @throws IllegalArgumentException if they were not judged on the same tasks
   */
  public static Leaderboard of(Map<String, PassAtK> arms) {
    List<PassAtK> all = List.copyOf(arms.values());
    for (PassAtK other : all) {
      if (!other.taskIds().equals(all.get(0).taskIds())) {
        throw new IllegalArgumentException(
            "The arms were judged on different tasks; judge all of them on the same ones.");
      }
    }
    return new Leaderboard(Collections.unmodifiableMap(new LinkedHashMap<>(arms)));
  }

  /** The arms' names, in order. */
  public List<String> names() {
    return List.copyOf(arms.keySet());
  }

  /**
   * pass@k of one arm.
   *
   * @throws IllegalArgumentException if there is no such arm
   */
  public PassAtK arm(String name) {
    PassAtK arm = arms.get(name);
    if (arm == null) {
      throw new IllegalArgumentException(
          "There is no arm \"" + name + "\"; the arms are " + names() + ".");
    }
    return arm;
  }

  /** Compares two arms task by task. */
  public Comparison compare(String first, String second, int k) {
    return Comparison.of(arm(first), arm(second), k);
  }

  /** The k that every arm has, ascending. */
  public List<Integer> ks() {
    return arms.isEmpty() ? List.of() : arms.values().iterator().next().ks();
  }

  /** A line per arm. */
  @Override
  public String toString() {
    int width = names().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder(arms.size() + " arms");
    arms.values().stream().findFirst().ifPresent(a -> text.append(" on ").append(a.tasks()));
    text.append(" tasks (95 % intervals: bootstrap over tasks)");
    arms.forEach(
        (name, arm) -> {
          text.append(String.format(Locale.ROOT, "%n  %-" + Math.max(1, width) + "s", name));
          arm.ks().forEach(k -> text.append("   pass@").append(k).append(' ').append(arm.at(k)));
        });
    return text.toString();
  }
}
