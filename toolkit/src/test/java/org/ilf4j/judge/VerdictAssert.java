package org.ilf4j.judge;

import org.assertj.core.api.AbstractAssert;

/** Assertions on a verdict: {@code assertThat(verdict).passed()}. */
public final class VerdictAssert extends AbstractAssert<VerdictAssert, Verdict> {
  private VerdictAssert(Verdict actual) {
    super(actual, VerdictAssert.class);
  }

  /** Starts an assertion. */
  public static VerdictAssert assertThat(Verdict actual) {
    return new VerdictAssert(actual);
  }

  /** Every test passed. */
  public VerdictAssert passed() {
    return hasOutcome("P");
  }

  /** The outcome has this letter, such as {@code A}. */
  public VerdictAssert hasOutcome(String letter) {
    isNotNull();
    if (!actual.outcome().letter().equals(letter)) {
      failWithMessage("Expected outcome %s, but it is%n%s", letter, actual);
    }
    return this;
  }

  /** The verdict carries this flag. */
  public VerdictAssert isFlagged(Flag flag) {
    isNotNull();
    if (!actual.flags().contains(flag)) {
      failWithMessage("Expected flag %s among %s of%n%s", flag, actual.flags(), actual);
    }
    return this;
  }

  /** The verdict does not carry this flag. */
  public VerdictAssert isNotFlagged(Flag flag) {
    isNotNull();
    if (actual.flags().contains(flag)) {
      failWithMessage("Expected no flag %s on%n%s", flag, actual);
    }
    return this;
  }

  /** The first failing test's message contains a text. */
  public VerdictAssert saysWhy(String text) {
    isNotNull();
    if (!actual.message().contains(text)) {
      failWithMessage("Expected a message with <%s>, but it is <%s>", text, actual.message());
    }
    return this;
  }
}
