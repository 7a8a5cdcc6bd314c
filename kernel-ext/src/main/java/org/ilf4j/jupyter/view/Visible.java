package org.ilf4j.jupyter.view;

/**
 * Makes characters that act instead of being read into signs that are read. A program or a remark
 * may hold terminal escapes, which a front end would obey, marks that turn the direction of writing
 * and so show a program in another order than Python reads it, or NUL, which HTML cannot hold.
 */
final class Visible {
  private static final char CONTROL_PICTURES = '\u2400';
  private static final char DELETE = 0x7f;
  private static final char DELETE_PICTURE = '\u2421';
  private static final char NEXT_LINE_END = 0x9f;

  private Visible() {}

  /**
   * The same text with control characters as their pictures (ESC is {@code ␛}), and marks of
   * direction and of no width as {@code ⟨U+202E⟩}. Line feeds and tabs stay, CR LF becomes LF.
   */
  static String of(String text) {
    int first = 0;
    while (first < text.length() && isPlain(text, first)) {
      first++;
    }
    return first == text.length() ? text : shown(text, first);
  }

  private static String shown(String text, int first) {
    StringBuilder shown = new StringBuilder(text.length() + 64).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPlain(text, i)) {
        shown.append(c);
      } else if (c < ' ') {
        if (c != '\r' || i + 1 == text.length() || text.charAt(i + 1) != '\n') {
          shown.append((char) (CONTROL_PICTURES + c));
        }
      } else if (c == DELETE) {
        shown.append(DELETE_PICTURE);
      } else if (Character.isSurrogate(c)) {
        shown.append('\ufffd');
      } else {
        shown.append(String.format("⟨U+%04X⟩", (int) c));
      }
    }
    return shown.toString();
  }

  private static boolean isPlain(String text, int at) {
    char c = text.charAt(at);
    if (c < DELETE) {
      return c >= ' ' || c == '\n' || c == '\t';
    }
    return c > NEXT_LINE_END && !isMark(c) && !isLoneSurrogate(text, at);
  }

  /** Marks of direction, breaks that are no line feed, and spaces of no width. */
  private static boolean isMark(char c) {
    return c == '\u061c'
        || c == '\u200b'
        || c == '\u200e'
        || c == '\u200f'
        || c >= '\u2028' && c <= '\u202e'
        || c >= '\u2060' && c <= '\u206f'
        || c == '\ufeff';
  }

  private static boolean isLoneSurrogate(String text, int at) {
    char c = text.charAt(at);
    return Character.isHighSurrogate(c)
            && (at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1)))
        || Character.isLowSurrogate(c)
            && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
