package org.ilf4j.feedback;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Krippendorff's alpha for nominal values: 1 for full agreement, 0 for what chance gives, below 0
 * for less. Observers may be missing (Krippendorff 2011, "Computing Krippendorff's
 * Alpha-Reliability", section C).
 */
final class KrippendorffAlpha {
  private KrippendorffAlpha() {}

  /**
   * Alpha over units.
   *
   * @param units for each unit the values that its observers gave, in any order; one value alone
   *     cannot be paired and does not count
   * @return not a number if no two values can be paired, or all are the same
   */
  static double nominal(Collection<? extends List<?>> units) {
    Map<Object, Integer> totals = new HashMap<>();
    double observed = 0;
    int paired = 0;
    for (List<?> unit : units) {
      if (unit.size() > 1) {
        Map<Object, Integer> counts = counts(unit);
        counts.forEach((value, count) -> totals.merge(value, count, Integer::sum));
        observed += differing(counts, unit.size()) / (unit.size() - 1);
        paired += unit.size();
      }
    }
    double expected = differing(totals, paired) / (paired - 1);
    return 1 - observed / expected;
  }

  private static Map<Object, Integer> counts(List<?> values) {
    Map<Object, Integer> counts = new HashMap<>();
    values.forEach(value -> counts.merge(value, 1, Integer::sum));
    return counts;
  }

  /** Ordered pairs of unequal values. */
  private static double differing(Map<Object, Integer> counts, int all) {
    double same = counts.values().stream().mapToDouble(count -> (double) count * count).sum();
    return (double) all * all - same;
  }
}
