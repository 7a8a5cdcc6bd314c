package org.ilf4j.feedback;

import java.util.List;

/**
 * One thing to change, about one line of the function's body.
 *
 * @param kind what to do
 * @param line the line's number; for a missing step the line it comes after, 0 for the beginning
 * @param wrong what stands there; empty if nothing
 * @param right what should stand there; empty if nothing
 */
record Remark(Kind kind, int line, String wrong, String right) {

  /** Kinds of remarks with their phrasings; few and regular, so that a small model can follow. */
  enum Kind {
    /** Some tokens of the line are wrong. */
    REPLACE(
        "In line {line}, use `{right}` instead of `{wrong}`.",
        "Line {line} has `{wrong}` where `{right}` is needed.",
        "Replace `{wrong}` with `{right}` in line {line}."),
    /** Some tokens are missing; {@code wrong} is what they follow. */
    ADD(
        "In line {line}, add `{right}` after `{wrong}`.",
        "Line {line} lacks `{right}` after `{wrong}`."),
    /** Some tokens should not be there. */
    REMOVE(
        "In line {line}, remove `{wrong}`.",
        "Line {line} has `{wrong}`, which should not be there."),
    /** Only the indentation is wrong; {@code right} is the number of spaces. */
    INDENT(
        "Line {line} should be indented by {right} spaces.",
        "Indent line {line} by {right} spaces."),
    /** The whole line is wrong. */
    LINE("Line {line} should be `{right}`.", "Write `{right}` in line {line}."),
    /** A line is missing. */
    MISSING(
        "After line {line}, the step `{right}` is missing.",
        "The step `{right}` is missing after line {line}."),
    /** A line is missing before all others. */
    MISSING_FIRST(
        "The step `{right}` is missing at the beginning.",
        "At the beginning, the step `{right}` is missing."),
    /** A line is too many. */
    EXTRA("Line {line}, `{wrong}`, should not be there.", "Remove line {line}, `{wrong}`.");

    private final List<String> phrasings;

    Kind(String... phrasings) {
      this.phrasings = List.of(phrasings);
    }
  }

  /** The remark in words. */
  String words(int choice) {
    String phrasing = kind.phrasings.get(Math.floorMod(choice, kind.phrasings.size()));
    StringBuilder words = new StringBuilder();
    for (int at = 0; at < phrasing.length(); ) {
      int open = phrasing.indexOf('{', at);
      int end = open < 0 ? phrasing.length() : open;
      words.append(phrasing, at, end);
      at = open < 0 ? end : phrasing.indexOf('}', open) + 1;
      words.append(open < 0 ? "" : value(phrasing.substring(open + 1, at - 1)));
    }
    return words.toString();
  }

  private String value(String name) {
    return switch (name) {
      case "line" -> Integer.toString(line);
      case "wrong" -> wrong;
      default -> right;
    };
  }
}
