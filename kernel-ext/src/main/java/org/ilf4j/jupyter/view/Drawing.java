package org.ilf4j.jupyter.view;

import static j2html.TagCreator.tag;

import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Small drawings in the theme's own colour; each says in words what it shows. */
final class Drawing {
  private static final int WIDTH = 360;
  private static final int HEIGHT = 90;
  private static final int BAR_WIDTH = 160;
  private static final int BAR_HEIGHT = 14;
  private static final int POINTS = 300;

  private Drawing() {}

  /** Values in order, as a line from the smallest to the largest; long rows are averaged. */
  static DomContent line(String name, double[] all) {
    double[] values = thin(all);
    double low = Arrays.stream(values).min().orElse(0);
    double high = Math.max(low + 1e-9, Arrays.stream(values).max().orElse(1));
    String points =
        IntStream.range(0, values.length)
            .mapToObj(i -> point(i, values.length, (values[i] - low) / (high - low)))
            .collect(Collectors.joining(" "));
    String words =
        String.format(
            Locale.ROOT,
            "%s: %d values from %.3g to %.3g, last %.3g",
            name,
            all.length,
            low,
            high,
            values.length == 0 ? Double.NaN : values[values.length - 1]);
    return svg(
        WIDTH,
        HEIGHT,
        words,
        tag("polyline")
            .attr("points", points)
            .attr("fill", "none")
            .attr("stroke", "currentColor")
            .attr("stroke-width", "1.5"));
  }

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
        stroke(0, middle, BAR_WIDTH, middle, "0.3"),
        stroke(low * BAR_WIDTH, middle, high * BAR_WIDTH, middle, "3"),
        tag("circle")
            .attr("cx", number(value * BAR_WIDTH))
            .attr("cy", number(middle))
            .attr("r", "5")
            .attr("fill", "currentColor"));
  }

  /** A part of a whole as a bar. */
  static DomContent bar(int part, int whole) {
    double width = whole == 0 ? 0 : (double) BAR_WIDTH * part / whole;
    double middle = BAR_HEIGHT / 2.0;
    return svg(BAR_WIDTH, BAR_HEIGHT, part + " of " + whole, stroke(0, middle, width, middle, "8"));
  }

  private static ContainerTag<?> svg(
      int width, int height, String words, ContainerTag<?>... parts) {
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

  private static ContainerTag<?> stroke(double x1, double y1, double x2, double y2, String width) {
    return tag("line")
        .attr("x1", number(x1))
        .attr("y1", number(y1))
        .attr("x2", number(x2))
        .attr("y2", number(y2))
        .attr("stroke", "currentColor")
        .attr("stroke-width", width);
  }

  private static String point(int i, int size, double height) {
    double x = 2 + (WIDTH - 4.0) * i / Math.max(1, size - 1);
    return number(x) + "," + number(2 + (HEIGHT - 4) * (1 - height));
  }

  private static double[] thin(double[] all) {
    if (all.length <= POINTS) {
      return all;
    }
    return IntStream.range(0, POINTS)
        .mapToDouble(
            i ->
                Arrays.stream(all, i * all.length / POINTS, (i + 1) * all.length / POINTS)
                    .average()
                    .orElse(0))
        .toArray();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
