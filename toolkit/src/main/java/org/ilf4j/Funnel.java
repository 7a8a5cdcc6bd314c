package org.ilf4j;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many tasks are left after each step.
 *
 * @param counts step to number of tasks, in order
 */
public record Funnel(Map<String, Integer> counts) {

  /** Keeps its own copy. */
  public Funnel {
    counts = new LinkedHashMap<>(counts);
  }

  /** Such as {@code tasks 120 > failing 97 > with feedback 97 > ...}. */
  @Override
  public String toString() {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(" > "));
  }
}
