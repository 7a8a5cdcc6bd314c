package org.ilf4j.model;

/**
 * Says while decoding whether a completion is finished, so that a complete program stops costing
 * time.
 */
@FunctionalInterface
public interface StopRule {
  /** Runs to end-of-text or the length limit. */
  StopRule NONE = text -> -1;

  /**
   * Before the next statement at the margin: the paper's rule for programs (section 4), a line feed
   * followed by a letter, # or ".
   */
  StopRule NEXT_STATEMENT =
      text -> {
        for (int i = 0; i + 1 < text.length(); i++) {
          char next = text.charAt(i + 1);
          boolean letter = (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z');
          if (text.charAt(i) == '\n' && (letter || next == '#' || next == '"')) {
            return i;
          }
        }
        return -1;
      };

  /**
   * Where the completion ends.
   *
   * @param completion all text generated so far
   * @return the number of characters to keep, or -1 while the completion is still open
   */
  int end(String completion);
}
