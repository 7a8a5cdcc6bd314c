package org.ilf4j.jupyter.view;

import static j2html.TagCreator.tag;
import static j2html.TagCreator.text;

import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A curve over numbered steps in a frame with labelled axes, in the theme's own colour; it says in
 * words what it shows. Its numbers are those of {@link Ticks}.
 */
final class Plot {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 220;
  private static final int LEFT = 58;
  private static final int RIGHT = WIDTH - 14;
  private static final int TOP = 10;
  private static final int BOTTOM = HEIGHT - 42;

  /** A longer row is averaged: no screen shows more. */
  private static final int POINTS = 300;

  /** Few points are shown as dots besides: a line alone hides how few they are. */
  private static final int DOTS = 30;

  private final Ticks across;
  private final Ticks up;
  private final List<DomContent> parts = new ArrayList<>();

  private Plot(Ticks across, Ticks up) {
    this.across = across;
    this.up = up;
  }

  /**
   * Values of the steps 1, 2, …; those that are no finite numbers are left out.
   *
   * @param x names the steps, such as {@code optimizer step}
   * @param y names the values and their unit, such as {@code loss, nats per token}
   */
  static DomContent curve(String x, String y, double[] values) {
    int[] steps =
        IntStream.range(0, values.length).filter(i -> Double.isFinite(values[i])).toArray();
    double[] finite = Arrays.stream(steps).mapToDouble(i -> values[i]).toArray();
    if (finite.length == 0) {
      return Markup.dim("no " + y + " to draw");
    }
    double low = Arrays.stream(finite).min().orElseThrow();
    double high = Arrays.stream(finite).max().orElseThrow();
    Plot plot = new Plot(Ticks.whole(1, Math.max(2, values.length)), Ticks.around(low, high));
    plot.axes(x, y);
    plot.line(thin(Arrays.stream(steps).mapToDouble(i -> i + 1).toArray()), thin(finite));
    String words =
        String.format(
            Locale.ROOT,
            "%s by %s: %s from %.3g to %.3g, last %.3g",
            y,
            x,
            Markup.count(finite.length, "value"),
            low,
            high,
            finite[finite.length - 1]);
    return Drawing.svg(WIDTH, HEIGHT, words, plot.parts.toArray(DomContent[]::new));
  }

  /**
   * Each name before its numbers: where a page drops drawings, their words are read in this order.
   */
  private void axes(String x, String y) {
    word(
        label(y, 0, 0, "middle")
            .attr("transform", "translate(13 " + (TOP + BOTTOM) / 2 + ") rotate(-90)"));
    for (double tick : up.values()) {
      parts.add(rule(LEFT, y(tick), RIGHT, y(tick), "0.2"));
      word(label(up.text(tick), LEFT - 7, y(tick) + 4, "end"));
    }
    word(label(x, (LEFT + RIGHT) / 2.0, HEIGHT - 6, "middle"));
    for (double tick : across.values()) {
      parts.add(rule(x(tick), BOTTOM, x(tick), BOTTOM + 4, "0.8"));
      word(label(across.text(tick), x(tick), BOTTOM + 17, "middle"));
    }
    parts.add(rule(LEFT, TOP, LEFT, BOTTOM, "0.8"));
    parts.add(rule(LEFT, BOTTOM, RIGHT, BOTTOM, "0.8"));
  }

  private void word(DomContent label) {
    parts.add(text(" "));
    parts.add(label);
  }

  private void line(double[] steps, double[] values) {
    parts.add(
        tag("polyline")
            .attr(
                "points",
                IntStream.range(0, values.length)
                    .mapToObj(i -> number(x(steps[i])) + "," + number(y(values[i])))
                    .collect(Collectors.joining(" ")))
            .attr("fill", "none")
            .attr("stroke", "currentColor")
            .attr("stroke-width", "1.5"));
    for (int i = 0; i < values.length && values.length <= DOTS; i++) {
      parts.add(
          tag("circle")
              .attr("cx", number(x(steps[i])))
              .attr("cy", number(y(values[i])))
              .attr("r", "2.5")
              .attr("fill", "currentColor"));
    }
  }

  private double x(double step) {
    return LEFT + (RIGHT - LEFT) * across.share(step);
  }

  private double y(double value) {
    return BOTTOM - (BOTTOM - TOP) * up.share(value);
  }

  private static ContainerTag<?> rule(double x1, double y1, double x2, double y2, String opacity) {
    return Drawing.stroke(x1, y1, x2, y2, "1").attr("stroke-opacity", opacity);
  }

  private static ContainerTag<?> label(String words, double x, double y, String anchor) {
    return tag("text")
        .withText(words)
        .attr("x", number(x))
        .attr("y", number(y))
        .attr("text-anchor", anchor)
        .attr("fill", "currentColor")
        .attr("font-size", "12");
  }

  private static double[] thin(double[] all) {
    return all.length <= POINTS
        ? all
        : IntStream.range(0, POINTS).mapToDouble(i -> mean(all, i)).toArray();
  }

  private static double mean(double[] all, int part) {
    int from = (int) ((long) part * all.length / POINTS);
    int to = (int) ((part + 1L) * all.length / POINTS);
    return Arrays.stream(all, from, to).average().orElseThrow();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
