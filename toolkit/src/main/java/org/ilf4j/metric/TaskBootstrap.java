package org.ilf4j.metric;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.hipparchus.stat.descriptive.rank.Percentile;

/**
 * The percentile bootstrap over tasks: draws as many tasks as there are, with replacement, again
 * and again, and takes the middle 95 % of the means. Tasks are the unit because programs for one
 * task are no independent evidence on others. Our choice: the paper gives no intervals.
 */
final class TaskBootstrap {
  static final int RESAMPLES = 10_000;
  static final double LEVEL = 95;
  private static final int SEED = 20_230_316;

  private TaskBootstrap() {}

  /** The mean of one value per task, with its interval; the same values give the same interval. */
  static Estimate mean(double[] perTask) {
    double mean = Arrays.stream(perTask).average().orElse(Double.NaN);
    double[] means = resample(perTask);
    ToDoubleFunction<Double> percentile = p -> new Percentile(p).evaluate(means);
    return new Estimate(
        mean,
        percentile.applyAsDouble((100 - LEVEL) / 2),
        percentile.applyAsDouble((100 + LEVEL) / 2));
  }

  private static double[] resample(double[] perTask) {
    RandomGenerator random = new Well19937c(SEED);
    double[] means = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      double sum = 0;
      for (int task = 0; task < perTask.length; task++) {
        sum += perTask[random.nextInt(perTask.length)];
      }
      means[i] = sum / perTask.length;
    }
    return means;
  }

  /**
   * How often a mean at least as far from zero comes out when each task's difference has a random
   * sign: the two-sided p of a paired permutation test.
   */
  static double signFlipP(double[] differences) {
    RandomGenerator random = new Well19937c(SEED);
    double observed = Math.abs(Arrays.stream(differences).sum()) - 1e-12;
    int atLeast = 0;
    for (int i = 0; i < RESAMPLES; i++) {
      double sum = 0;
      for (double difference : differences) {
        sum += random.nextBoolean() ? difference : -difference;
      }
      atLeast += Math.abs(sum) >= observed ? 1 : 0;
    }
    return (atLeast + 1.0) / (RESAMPLES + 1);
  }
}
