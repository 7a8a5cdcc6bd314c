package org.ilf4j.judge;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.ilf4j.task.Task;

/**
 * Guesses which tasks ask for long computing, from their tests and gold programs. Begun first, such
 * a program overlaps with all others; begun last, it would run alone. No verdict depends on it.
 */
final class Effort {
  private static final Pattern NUMBER = Pattern.compile("[0-9]++");

  private Effort() {}

  /** Larger for longer: the digits of the longest number in the tests, times the gold's loops. */
  static int guess(Task task) {
    int digits =
        NUMBER
            .matcher(String.join(" ", task.tests()))
            .results()
            .map(MatchResult::group)
            .mapToInt(String::length)
            .max()
            .orElse(0);
    return digits * (occurrences("for ", task.code()) + occurrences("while ", task.code()));
  }

  private static int occurrences(String word, String text) {
    return (text.length() - text.replace(word, "").length()) / word.length();
  }
}
