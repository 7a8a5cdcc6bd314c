package org.ilf4j.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.ilf4j.metric.Estimate;
import org.ilf4j.metric.Leaderboard;
import org.ilf4j.metric.PassAtK;
import org.ilf4j.metric.SampleEfficiency;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The paper's figures as charts. Each shows the estimate as a dot and its 95 % interval as a line.
 *
 * <pre>{@code
 * Figures.save(Figures.passAtK(board, 1), Path.of("runs/first/pass-at-1"));   // .svg and .png
 * }</pre>
 */
public final class Figures {
  private Figures() {}

  /** pass@k of all arms (paper, Table 4), the first arm on top. */
  public static XYChart passAtK(Leaderboard board, int k) {
    List<String> names = board.names();
    XYChart chart = Look.chart("pass@" + k + " on held-out tasks", 110 + 46 * names.size());
    chart.setXAxisTitle("pass@" + k + " in % (line: 95 % interval)");
    for (int i = 0; i < names.size(); i++) {
      double row = names.size() - i;
      Estimate estimate = board.arm(names.get(i)).at(k);
      Look look = Look.of(i);
      look.line(chart, names.get(i) + " interval", ends(estimate), new double[] {row, row});
      look.dot(chart, names.get(i), new double[] {percent(estimate.value())}, new double[] {row});
      Look.label(chart, label(names.get(i), estimate), percent(estimate.value()), row);
    }
    Look.rows(chart, names.size());
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(100.0);
    return chart;
  }

  /** pass@k against the number of training examples (paper, Figure 4). */
  public static XYChart sampleEfficiency(SampleEfficiency efficiency, int k, PassAtK zeroShot) {
    XYChart chart = Look.chart("Sample efficiency", 420);
    chart.setXAxisTitle("training examples");
    chart.setYAxisTitle("pass@" + k + " in % (lines: 95 % intervals)");
    List<String> arms = efficiency.arms();
    for (int i = 0; i < arms.size(); i++) {
      curve(
          chart,
          Look.of(i + 1).behind(arms.size() - 1 - i),
          efficiency.of(arms.get(i)),
          k,
          zeroShot);
    }
    chart.getStyler().setLegendVisible(true);
    chart.getStyler().setXAxisMin(0.0).setYAxisMin(0.0).setYAxisMax(100.0);
    return chart;
  }

  /**
   * Writes a figure as {@code NAME.svg} and {@code NAME.png}.
   *
   * @param withoutEnding the files' path without {@code .svg} or {@code .png}; missing folders are
   *     made
   * @return the path of the SVG file
   */
  public static Path save(Chart<?, ?> chart, Path withoutEnding) {
    return FigureFile.save(chart, withoutEnding);
  }

  private static void curve(
      XYChart chart, Look look, List<SampleEfficiency.Point> points, int k, PassAtK zeroShot) {
    double[] x = new double[points.size() + 1];
    double[] y = new double[points.size() + 1];
    y[0] = percent(zeroShot.at(k).value());
    interval(chart, look, points.get(0).arm(), 0, zeroShot.at(k));
    for (int i = 0; i < points.size(); i++) {
      SampleEfficiency.Point point = points.get(i);
      Estimate estimate = point.pass().at(k);
      x[i + 1] = point.examples();
      y[i + 1] = percent(estimate.value());
      interval(chart, look, point.arm(), point.examples(), estimate);
    }
    XYSeries series = look.line(chart, points.get(0).arm(), x, y);
    series.setMarker(SeriesMarkers.CIRCLE).setShowInLegend(true);
  }

  private static void interval(
      XYChart chart, Look look, String arm, int examples, Estimate estimate) {
    double[] x = {examples, examples};
    look.interval(chart, arm + " interval at " + examples, x, ends(estimate));
  }

  private static String label(String name, Estimate estimate) {
    return String.format(Locale.ROOT, "%s  %.1f %%", name, percent(estimate.value()));
  }

  private static double[] ends(Estimate estimate) {
    return new double[] {percent(estimate.low()), percent(estimate.high())};
  }

  private static double percent(double share) {
    return 100 * share;
  }
}
