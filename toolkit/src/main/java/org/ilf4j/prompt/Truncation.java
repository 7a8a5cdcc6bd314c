package org.ilf4j.prompt;

/**
 * The paper's rule for where a completion ends (section 4): at the first line feed followed by a
 * letter, {@code #} or {@code "}; that is, where the function's body is left.
 */
public final class Truncation {
  private static final String INDENT = "    ";

  private Truncation() {}

  /**
   * How many characters of the raw completion to keep.
   *
   * @return the index of the first line feed that starts a new top-level line, or -1 while none has
   *     come
   */
  public static int end(String raw) {
    for (int i = raw.indexOf('\n'); i >= 0 && i + 1 < raw.length(); i = raw.indexOf('\n', i + 1)) {
      if (leavesBody(raw.charAt(i + 1))) {
        return i;
      }
    }
    return -1;
  }

  /** The completion up to its end. */
  public static String cut(String raw) {
    int end = end(raw);
    return end < 0 ? raw : raw.substring(0, end);
  }

  /** A completion whose first line is not indented gets 4 spaces. */
  public static String indent(String completion) {
    return completion.isEmpty() || Character.isWhitespace(completion.charAt(0))
        ? completion
        : INDENT + completion;
  }

  /** Cuts and indents: what is judged. */
  public static String apply(String raw) {
    return indent(cut(raw));
  }

  private static boolean leavesBody(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '#' || c == '"';
  }
}
