package org.ilf4j.feedback;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The kinds of bugs that feedback can be about: the eleven rows of the paper's Table 5, in its
 * order and its words. The paper tagged a random sample of 50 feedbacks by hand, each with as many
 * kinds as it addresses; its released data has no such column. In {@link Feedback#categories} a
 * kind goes by its {@link #label}.
 */
public enum BugKind {
  /** The program computes something else than the task asks. */
  LOGIC("logic", 30, 46),
  /** The right value in a wrong form, such as a list instead of a tuple. */
  FORMATTING("formatting", 36, 14),
  /** A step is not there. */
  MISSING_STEP("missing step", 10, 6),
  /** A formula is wrong. */
  ALGEBRA("algebra", 10, 8),
  /** A recursion is wrong, or needed. */
  RECURSION("recursion", 4, 14),
  /** A regular expression is wrong. */
  REGEX("regex", 6, 6),
  /** A function does something else than the program takes it for. */
  FUNCTION_SEMANTICS("function semantics", 2, 4),
  /** A table of partial results is wrong. */
  DYNAMIC_PROGRAMMING("dynamic programming", 2, 0),
  /** A step is too many. */
  EXTRA_STEP("extra step", 0, 12),
  /** The program is right. */
  NO_FEEDBACK_NEEDED("no feedback needed", 0, 14),
  /** The feedback is about something else. */
  UNRELATED("unrelated", 0, 8);

  private final String label;
  private final int human;
  private final int instructGpt;

  BugKind(String label, int human, int instructGpt) {
    this.label = label;
    this.human = human;
    this.instructGpt = instructGpt;
  }

  /** The kind as people read it, and as it stands in files. */
  public String label() {
    return label;
  }

  /** Per cent of the paper's human feedback that addresses this kind (Table 5). */
  public int humanPercent() {
    return human;
  }

  /** Per cent of the paper's InstructGPT feedback that addresses this kind (Table 5). */
  public int instructGptPercent() {
    return instructGpt;
  }

  /** All labels, in the order of Table 5. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(BugKind::label).toList();
  }

  /** The kind of this label; empty for a category that Table 5 does not have. */
  public static Optional<BugKind> of(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
  }

  /** The label. */
  @Override
  public String toString() {
    return label;
  }
}
