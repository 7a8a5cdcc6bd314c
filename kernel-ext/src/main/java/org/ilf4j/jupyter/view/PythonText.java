package org.ilf4j.jupyter.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds what to colour in a Python text: keywords, strings, comments, numbers and the like. It
 * reads each character once and never fails; a model's half program is coloured as far as it goes.
 *
 * <p>Our own because the kept Java highlighter with a lexer for Python is a Swing editor of a
 * megabyte that knows no f-strings, and a regular expression can be driven into a stack overflow by
 * a hostile program.
 */
final class PythonText {
  /** What a stretch of the text is. */
  enum Kind {
    KEYWORD,
    BUILT_IN,
    DEFINED,
    STRING,
    COMMENT,
    NUMBER
  }

  /** One stretch, from the first character to before the last. */
  record Lexeme(Kind kind, int from, int to) {}

  private static final Set<String> KEYWORDS =
      Set.of(
          ("False None True and as assert async await break class continue def del elif else except"
                  + " finally for from global if import in is lambda nonlocal not or pass raise"
                  + " return try while with yield")
              .split(" "));
  private static final Set<String> BUILT_INS =
      Set.of(
          ("abs all any bin bool bytes chr dict divmod enumerate filter float frozenset hash hex int"
                  + " isinstance iter len list map max min next object oct open ord pow print range"
                  + " repr reversed round set slice sorted str sum super tuple type zip")
              .split(" "));
  private static final Set<String> PREFIXES = Set.of("r", "b", "u", "f", "rb", "br", "rf", "fr");

  private final String text;
  private final List<Lexeme> found = new ArrayList<>();
  private int at;
  private boolean defining;

  private PythonText(String text) {
    this.text = text;
  }

  /** The stretches to colour, in order; none overlaps another. */
  static List<Lexeme> lexemes(String text) {
    PythonText python = new PythonText(text);
    while (python.at < text.length()) {
      python.next();
    }
    return python.found;
  }

  private void next() {
    char c = text.charAt(at);
    if (c == '#') {
      take(Kind.COMMENT, endOfLine(at));
    } else if (c == '"' || c == '\'') {
      take(Kind.STRING, endOfString(at));
    } else if (isDigit(at) || c == '.' && isDigit(at + 1)) {
      take(Kind.NUMBER, endOfNumber());
    } else if (Character.isJavaIdentifierStart(c) && c != '$') {
      word();
    } else {
      at++;
    }
  }

  private void word() {
    int end = at;
    while (end < text.length() && Character.isUnicodeIdentifierPart(text.charAt(end))) {
      end++;
    }
    end = Math.max(end, at + 1);
    String word = text.substring(at, end);
    boolean quoted = end < text.length() && (text.charAt(end) == '"' || text.charAt(end) == '\'');
    if (quoted && PREFIXES.contains(word.toLowerCase(Locale.ROOT))) {
      take(Kind.STRING, endOfString(end));
    } else if (defining) {
      take(Kind.DEFINED, end);
    } else if (KEYWORDS.contains(word)) {
      take(Kind.KEYWORD, end);
      defining = word.equals("def") || word.equals("class");
    } else if (BUILT_INS.contains(word) && !isAttribute()) {
      take(Kind.BUILT_IN, end);
    } else {
      at = end;
    }
  }

  private boolean isAttribute() {
    return at > 0 && text.charAt(at - 1) == '.';
  }

  private void take(Kind kind, int end) {
    found.add(new Lexeme(kind, at, end));
    at = end;
    defining = false;
  }

  private int endOfNumber() {
    int end = at;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean exponentSign = (c == '+' || c == '-') && isExponent(end - 1);
      if (!Character.isLetterOrDigit(c) && c != '_' && c != '.' && !exponentSign) {
        return end;
      }
      end++;
    }
    return end;
  }

  private boolean isExponent(int place) {
    return (text.charAt(place) == 'e' || text.charAt(place) == 'E')
        && !text.startsWith("0x", at)
        && !text.startsWith("0X", at);
  }

  /** The end of the string whose quote is here; one without an end ends with its line. */
  private int endOfString(int quote) {
    String one = text.substring(quote, quote + 1);
    boolean triple = text.startsWith(one.repeat(3), quote);
    String close = triple ? one.repeat(3) : one;
    int end = quote + close.length();
    while (end < text.length()) {
      if (text.startsWith(close, end)) {
        return end + close.length();
      }
      if (text.charAt(end) == '\n' && !triple) {
        return end;
      }
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return text.length();
  }

  private int endOfLine(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private boolean isDigit(int place) {
    return place < text.length() && text.charAt(place) >= '0' && text.charAt(place) <= '9';
  }
}
