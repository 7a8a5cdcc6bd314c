package org.ilf4j.model.server;

/** Where a Python function's signature ends: over several lines, default values and annotations. */
final class Signature {
  private Signature() {}

  /**
   * The index behind the colon.
   *
   * @param open the index of the signature's opening parenthesis
   * @return -1 where the signature does not end
   */
  static int end(String code, int open) {
    int depth = 0;
    for (int i = open; i < code.length(); i++) {
      char c = code.charAt(i);
      if (c == '"' || c == '\'') {
        i = closing(code, i);
      } else if (c == '#') {
        i = lineEnd(code, i);
      } else if ("([{".indexOf(c) >= 0) {
        depth++;
      } else if (")]}".indexOf(c) >= 0) {
        depth--;
      } else if (c == ':' && depth == 0) {
        return i + 1;
      } else if (c == '\n' && depth == 0) {
        return -1;
      }
    }
    return -1;
  }

  private static int closing(String code, int quote) {
    int i = quote + 1;
    while (i < code.length() && code.charAt(i) != code.charAt(quote)) {
      i += code.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }

  private static int lineEnd(String code, int from) {
    int feed = code.indexOf('\n', from);
    return feed < 0 ? code.length() : feed;
  }
}
