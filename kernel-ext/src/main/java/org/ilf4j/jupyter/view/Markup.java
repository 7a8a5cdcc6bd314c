package org.ilf4j.jupyter.view;

import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
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
import java.util.List;
import org.ilf4j.judge.Outcome;

/** The few shapes that all views are made of. Text given as a string is always escaped. */
public final class Markup {
  private Markup() {}

  /** One output: the style sheet and its content, in which no character acts unseen. */
  public static DivTag card(DomContent... content) {
    return div(style(rawHtml(Style.SHEET)), rawHtml(Visible.of(div(content).render())))
        .withClass("ilf");
  }

  /** The line that says what this is. */
  public static PTag head(String text) {
    return p(text).withClass("head");
  }

  /** A remark in a weaker colour. */
  public static PTag dim(String text) {
    return p(text).withClass("dim");
  }

  /** Says in a sign, a word and a colour how something ended. */
  public static SpanTag badge(boolean good, String word) {
    return badge(good ? "good" : "bad", (good ? "✓ " : "✗ ") + word);
  }

  /** An outcome's badge; a fault of the sandbox is neither good nor bad. */
  public static SpanTag badge(Outcome outcome) {
    return outcome instanceof Outcome.Infrastructure
        ? badge("odd", "! " + outcome.label())
        : badge(outcome instanceof Outcome.Passed, outcome.label());
  }

  private static SpanTag badge(String look, String words) {
    return span(words).withClasses("badge", look);
  }

  /** A fold, closed at first. */
  public static DetailsTag fold(DomContent title, DomContent... content) {
    return details(summary(title), each(List.of(content), part -> part));
  }

  /** Parts one after the other, with a space between; j2html's own would not escape a string. */
  static DomContent row(DomContent... parts) {
    return each(List.of(parts), part -> each(part, text(" ")));
  }

  /** Says what colours mean. */
  static PTag key(DomContent... parts) {
    return p(row(parts)).withClass("key");
  }

  /** A list that scrolls where it grows long; the keyboard reaches it. */
  static DivTag scroll(String label, DomContent... content) {
    return div(content)
        .withClass("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", label);
  }

  /** A program, coloured, with line numbers. */
  public static PreTag program(String text) {
    return Listing.of(text).numbered().html();
  }

  /**
   * A program, coloured, with line numbers and one line marked.
   *
   * @param marked the line to mark, from 1; 0 for none
   */
  public static PreTag program(String text, int marked) {
    return Listing.of(text).numbered().failed(marked).html();
  }

  /** Some Python without line numbers, coloured. */
  public static PreTag python(String text) {
    return Listing.of(text).html();
  }

  /** Some Python within a line of text, coloured. */
  static DomContent inline(String text) {
    return Listing.of(text).inline();
  }

  /** Text as it is, line breaks kept. */
  public static PreTag verbatim(String text) {
    return Listing.plain(text).html();
  }

  /** A count with its noun, such as {@code 1 line} or {@code 2 lines}. */
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
