package org.ilf4j.feedback;

import java.util.Locale;
import org.hipparchus.stat.descriptive.StreamingStatistics;

/**
 * Words per feedback (paper, Table 6).
 *
 * @param mean words per feedback
 * @param deviation the sample's standard deviation (n - 1)
 * @param count number of feedbacks
 */
public record WordCount(double mean, double deviation, long count) {

  static WordCount of(Feedbacks feedbacks) {
    StreamingStatistics words = new StreamingStatistics();
    feedbacks.forEach(feedback -> words.addValue(feedback.words()));
    return new WordCount(words.getMean(), words.getStandardDeviation(), words.getN());
  }

  /** Such as {@code 68.65 ± 48.11 words per feedback (n = 195)}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%.2f ± %.2f words per feedback (n = %d)", mean, deviation, count);
  }
}
