package org.ilf4j.metric;

import java.util.Locale;

/**
 * A share with its 95 % interval.
 *
 * @param value the estimate, 0 to 1 (a difference: -1 to 1)
 * @param low the interval's lower end
 * @param high the interval's upper end
 */
public record Estimate(double value, double low, double high) {

  /** Whether the two intervals have no value in common. */
  public boolean isApartFrom(Estimate other) {
    return low > other.high || high < other.low;
  }

  /** Such as {@code 31.2 % [26.0, 36.8]}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f %% [%.1f, %.1f]", 100 * value, 100 * low, 100 * high);
  }
}
