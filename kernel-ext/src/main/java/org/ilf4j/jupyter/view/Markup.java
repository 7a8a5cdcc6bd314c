package org.ilf4j.jupyter.view;

import static j2html.TagCreator.code;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.span;
import static j2html.TagCreator.style;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import j2html.tags.specialized.DetailsTag;
import j2html.tags.specialized.DivTag;
import j2html.tags.specialized.PTag;
import j2html.tags.specialized.PreTag;
import j2html.tags.specialized.SpanTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The few shapes that all views are made of. Text given as a string is always escaped. */
public final class Markup {
  private static final String STYLE = readStyle();

  private Markup() {}

  /** One output: the style sheet and its content. */
  public static DivTag card(DomContent... content) {
    return div(style(rawHtml(STYLE)), div(content)).withClass("ilf");
  }

  /** The line that says what this is. */
  public static PTag head(String text) {
    return p(text).withClass("head");
  }

  /** A remark in a weaker colour. */
  public static PTag dim(String text) {
    return p(text).withClass("dim");
  }

  /** Says in a word, a sign and a colour how something ended; the word comes first. */
  public static SpanTag badge(boolean good, String word) {
    return span((good ? "✓ " : "✗ ") + word).withClasses("badge", good ? "good" : "bad");
  }

  /** A fold, closed at first. */
  public static DetailsTag fold(DomContent title, DomContent... content) {
    return details(summary(title), each(List.of(content), part -> part));
  }

  /** A program with line numbers. */
  public static PreTag program(String text) {
    return program(text, 0);
  }

  /**
   * A program with line numbers and one line marked.
   *
   * @param marked the line to mark, from 1; 0 for none
   */
  public static PreTag program(String text, int marked) {
    List<DomContent> lines = new ArrayList<>();
    int number = 0;
    for (String line : text.stripTrailing().split("\n", -1)) {
      number++;
      SpanTag content = number == marked ? span(line).withClass("hit") : span(line);
      lines.add(number(number));
      lines.add(content);
      lines.add(text("\n"));
    }
    return pre(code(each(lines, line -> line)));
  }

  /** Text as it is, line breaks kept. */
  public static PreTag verbatim(String text) {
    return pre(code(text));
  }

  /** A count with its noun, such as {@code 1 line} or {@code 2 lines}. */
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  static SpanTag number(int line) {
    return span(String.valueOf(line)).withClass("no").attr("aria-hidden", "true");
  }

  private static String readStyle() {
    try (InputStream style = Markup.class.getResourceAsStream("style.css")) {
      return new String(style.readAllBytes(), StandardCharsets.UTF_8).replace("\n", "");
    } catch (IOException e) {
      throw new UncheckedIOException("style.css is not readable in ilf4j-kernel-ext.jar.", e);
    }
  }
}
