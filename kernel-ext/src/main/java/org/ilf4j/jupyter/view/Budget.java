package org.ilf4j.jupyter.view;

import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import java.util.function.Supplier;

/**
 * Keeps a long list's output below a megabyte: what does not fit any more is counted instead. Our
 * choice: 800,000 characters, since a saved notebook holds each output once more.
 */
final class Budget {
  private static final int CHARACTERS = 800_000;

  private int left = CHARACTERS;
  private int leftOut;

  /** The content while there is room, else nothing. */
  DomContent spend(Supplier<DomContent> content) {
    if (left <= 0) {
      leftOut++;
      return text("");
    }
    String html = content.get().render();
    if (html.length() > left) {
      left = 0;
      leftOut++;
      return text("");
    }
    left -= html.length();
    return rawHtml(html);
  }

  /** Whether there is room to spare for colours, which make a program's HTML five times as long. */
  boolean isRoomy() {
    return left > CHARACTERS * 2 / 3;
  }

  /** How many did not fit. */
  int leftOut() {
    return leftOut;
  }

  /** A line that says how many are not shown; nothing for none. */
  static DomContent more(int count, String what) {
    return count > 0
        ? Markup.dim("… " + count + " more " + what + "; select what you look for to see them.")
        : text("");
  }
}
