package org.ilf4j.feedback;

import java.util.regex.Pattern;

/**
 * Text as a cell that a spreadsheet takes for text. A cell that begins like a formula ({@code = +
 * - @}, a tab or a line's end, also in full width) gets an apostrophe in front, as OWASP advises
 * against formula injection; one that begins with apostrophes and then so gets one more, so that
 * reading gives back what was written.
 */
final class SpreadsheetCell {
  private static final Pattern FORMULA = Pattern.compile("(?s)'*[=+\\-@\\t\\r\\n＝＋－＠].*");

  private SpreadsheetCell() {}

  static String write(String text) {
    return FORMULA.matcher(text).matches() ? "'" + text : text;
  }

  static String read(String cell) {
    return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
  }
}
