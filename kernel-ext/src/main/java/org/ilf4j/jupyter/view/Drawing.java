package org.ilf4j.jupyter.view;

import static j2html.TagCreator.tag;

import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.util.Locale;

/** Small drawings in the theme's own colour; each says in words what it shows. */
final class Drawing {
  private static final int BAR_WIDTH = 160;
  private static final int BAR_HEIGHT = 14;

  /** Room for half a dot at either end. */
  private static final int EDGE = 6;

  private Drawing() {}

  /** A share between 0 and 1 with its interval. */
  static DomContent interval(double low, double value, double high) {
    String words =
        String.format(
            Locale.ROOT, "%.1f %%, interval %.1f to %.1f %%", 100 * value, 100 * low, 100 * high);
    double middle = BAR_HEIGHT / 2.0;
    return svg(
        BAR_WIDTH,
        BAR_HEIGHT,
        words,
        stroke(along(0), middle, along(1), middle, "0.3"),
        stroke(along(low), middle, along(high), middle, "3"),
        tag("circle")
            .attr("cx", number(along(value)))
            .attr("cy", number(middle))
            .attr("r", "5")
            .attr("fill", "currentColor"));
  }

  private static double along(double share) {
    return EDGE + share * (BAR_WIDTH - 2 * EDGE);
  }

  /** A part of a whole as a bar. */
  static DomContent bar(int part, int whole) {
    double width = whole == 0 ? 0 : (double) BAR_WIDTH * part / whole;
    double middle = BAR_HEIGHT / 2.0;
    return svg(BAR_WIDTH, BAR_HEIGHT, part + " of " + whole, stroke(0, middle, width, middle, "8"));
  }

  /** A drawing with the words that it is read as. */
  static ContainerTag<?> svg(int width, int height, String words, DomContent... parts) {
    ContainerTag<?> svg =
        tag("svg")
            .attr("width", width)
            .attr("height", height)
            .attr("viewBox", "0 0 " + width + " " + height)
            .attr("role", "img")
            .attr("aria-label", words);
    svg.with(tag("title").withText(words));
    svg.with(parts);
    return svg;
  }

  static ContainerTag<?> stroke(double x1, double y1, double x2, double y2, String width) {
    return tag("line")
        .attr("x1", number(x1))
        .attr("y1", number(y1))
        .attr("x2", number(x2))
        .attr("y2", number(y2))
        .attr("stroke", "currentColor")
        .attr("stroke-width", width);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
