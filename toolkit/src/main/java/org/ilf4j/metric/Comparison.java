package org.ilf4j.metric;

import java.util.Locale;

/**
 * Two models on the same tasks, compared task by task: what both find hard does not blur the
 * difference.
 *
 * <pre>{@code
 * Comparison.of(tuned, base, 1)   // +21.4 points [15.0, 27.9], p = 0.0001
 * }</pre>
 *
 * @param k of pass@k
 * @param difference first minus second, with its 95 % interval (paired bootstrap over tasks)
 * @param p two-sided, of a permutation test with 10,000 random sign flips
 */
public record Comparison(int k, Estimate difference, double p) {

  /**
   * Compares pass@k of two models.
   *
   * @throws IllegalArgumentException if they were judged on different tasks
   */
  public static Comparison of(PassAtK first, PassAtK second, int k) {
    if (!first.taskIds().equals(second.taskIds())) {
      throw new IllegalArgumentException(
          "The two models were judged on different tasks ("
              + first.tasks()
              + " and "
              + second.tasks()
              + "); judge both on the same ones.");
    }
    double[] a = first.perTask(k);
    double[] b = second.perTask(k);
    double[] differences = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      differences[i] = a[i] - b[i];
    }
    return new Comparison(k, TaskBootstrap.mean(differences), TaskBootstrap.signFlipP(differences));
  }

  /** Whether the interval of the difference lies on one side of zero. */
  public boolean isClear() {
    return difference.low() > 0 || difference.high() < 0;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%+.1f points of pass@%d [%+.1f, %+.1f], p = %.4f",
        100 * difference.value(),
        k,
        100 * difference.low(),
        100 * difference.high(),
        p);
  }
}
