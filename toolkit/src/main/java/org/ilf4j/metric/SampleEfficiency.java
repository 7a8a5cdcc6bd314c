package org.ilf4j.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * How pass@k grows with the number of training examples (paper, Figure 4); immutable.
 *
 * @param points the models trained, arm by arm
 */
public record SampleEfficiency(List<Point> points) {

  /**
   * One model.
   *
   * @param arm what its examples are, such as {@code ILF}
   * @param examples how many it was trained on
   * @param pass what it reached
   */
  public record Point(String arm, int examples, PassAtK pass) {}

  /** Keeps its own copy. */
  public SampleEfficiency {
    points = List.copyOf(points);
  }

  /** No points yet. */
  public static SampleEfficiency empty() {
    return new SampleEfficiency(List.of());
  }

  /** These points and one more. */
  public SampleEfficiency with(String arm, int examples, PassAtK pass) {
    List<Point> more = new ArrayList<>(points);
    more.add(new Point(arm, examples, pass));
    return new SampleEfficiency(more);
  }

  /** The arms' names, in the order of their first point. */
  public List<String> arms() {
    return points.stream().map(Point::arm).distinct().toList();
  }

  /** The points of one arm by the number of examples. */
  public List<Point> of(String arm) {
    return points.stream()
        .filter(point -> point.arm().equals(arm))
        .sorted((a, b) -> Integer.compare(a.examples(), b.examples()))
        .toList();
  }

  /** A line per point. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("sample efficiency: " + points.size() + " points");
    for (String arm : arms()) {
      of(arm)
          .forEach(
              p -> {
                text.append(String.format("%n  %-12s %5d examples", arm, p.examples()));
                p.pass().ks().forEach(k -> text.append("   pass@" + k + " " + p.pass().at(k)));
              });
    }
    return text.toString();
  }
}
