package org.ilf4j.model;

/**
 * Says while decoding whether a completion is finished, so that a complete program stops costing
 * time.
 */
@FunctionalInterface
public interface StopRule {
  /** Runs to end-of-text or the length limit. */
  StopRule NONE = KnownStopRule.NONE;

  /**
   * Before the next statement at the margin: the paper's rule for programs (section 4), a line feed
   * followed by a letter, # or ".
   */
  StopRule NEXT_STATEMENT = KnownStopRule.NEXT_STATEMENT;

  /**
   * Where the completion ends.
   *
   * @param completion all text generated so far
   * @return the number of characters to keep, or -1 while the completion is still open
   */
  int end(String completion);
}
