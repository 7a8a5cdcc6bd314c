package org.ilf4j.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How one arm is drawn. The colours are Okabe and Ito's, which colour-blind readers can tell apart.
 *
 * @param others how many other arms are drawn over this one
 */
record Look(Color color, int others) {
  private static final List<Color> COLORS =
      List.of(
          new Color(0x555555),
          new Color(0xD55E00),
          new Color(0x0072B2),
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0xE69F00),
          new Color(0x56B4E9));
  private static final int WIDTH = 720;
  private static final double MARGIN = 16;
  private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);
  private static final Color GRID = new Color(0xE0E0E0);

  static Look of(int arm) {
    return new Look(COLORS.get(arm % COLORS.size()), 0);
  }

  /** An empty chart on white, without frame. */
  static XYChart chart(String title, int height) {
    XYChart chart = new XYChartBuilder().width(WIDTH).height(height).title(title).build();
    XYStyler styler = chart.getStyler();
    styler.setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false).setLegendVisible(false);
    styler.setChartTitleFont(TITLE).setLegendFont(TEXT).setLegendBorderColor(Color.WHITE);
    styler.setLegendPosition(LegendPosition.OutsideS).setLegendLayout(LegendLayout.Horizontal);
    styler.setAxisTitleFont(TEXT).setAxisTickLabelsFont(TEXT);
    styler.setPlotGridLinesColor(GRID).setPlotGridLinesStroke(new BasicStroke(1));
    return chart;
  }

  /** Rows at y = n, n - 1, ..., 1 without an axis: each row carries its own label. */
  static void rows(XYChart chart, int rows) {
    XYStyler styler = chart.getStyler();
    styler.setYAxisMin(0.5).setYAxisMax(rows + 0.7);
    styler.setPlotGridHorizontalLinesVisible(false).setYAxisTicksVisible(false);
    styler.setAnnotationTextFont(TEXT);
  }

  /** A label above a point of a chart whose x axis goes from 0 to 100. */
  static void label(XYChart chart, String text, double x, double y) {
    double inside = Math.max(MARGIN, Math.min(100 - MARGIN, x));
    chart.addAnnotation(new AnnotationText(text, inside, y + 0.3, false));
  }

  XYSeries line(XYChart chart, String name, double[] x, double[] y) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarkerColor(color).setMarker(SeriesMarkers.NONE).setLineColor(color);
    series.setLineWidth(2.5f).setShowInLegend(false);
    return series;
  }

  Look behind(int otherArms) {
    return new Look(color, otherArms);
  }

  /** An interval that shows on both sides of those drawn over it at the same place. */
  void interval(XYChart chart, String name, double[] x, double[] y) {
    Color pale =
        new Color(color.getRed(), color.getGreen(), color.getBlue(), others == 0 ? 255 : 90);
    line(chart, name, x, y).setLineWidth(2.5f + 4 * others).setLineColor(pale);
  }

  XYSeries dot(XYChart chart, String name, double[] x, double[] y) {
    XYSeries series = line(chart, name, x, y);
    series.setMarker(SeriesMarkers.CIRCLE);
    return series;
  }
}
