package org.ilf4j.model.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a text falls apart before byte pairs are merged: first CodeGen's runs of 2 to 31 spaces and 2
 * to 9 tabs, which are tokens of their own, so that a line feed never merges with the indentation
 * behind it; then GPT-2's pieces.
 */
final class PreTokens {
  private static final int MOST_SPACES = 31;
  private static final int MOST_TABS = 9;
  private static final Pattern RUN =
      Pattern.compile(" {2," + MOST_SPACES + "}|\t{2," + MOST_TABS + "}");
  private static final Pattern PIECE =
      Pattern.compile(
          "'(?:[sdmt]|ll|ve|re)| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
          Pattern.UNICODE_CHARACTER_CLASS);

  private PreTokens() {}

  /** The runs that are tokens, in CodeGen's order: longest first, spaces before tabs. */
  static List<String> runs() {
    List<String> runs = new ArrayList<>();
    for (int length = MOST_SPACES; length >= 2; length--) {
      runs.add(" ".repeat(length));
    }
    for (int length = MOST_TABS; length >= 2; length--) {
      runs.add("\t".repeat(length));
    }
    return runs;
  }

  /** Hands over each piece between the runs. */
  static void pieces(String text, Consumer<String> piece) {
    int from = 0;
    Matcher run = RUN.matcher(text);
    while (run.find()) {
      split(text.substring(from, run.start()), piece);
      from = run.end();
    }
    split(text.substring(from), piece);
  }

  private static void split(String text, Consumer<String> piece) {
    Matcher matcher = PIECE.matcher(text);
    while (matcher.find()) {
      piece.accept(matcher.group());
    }
  }
}
