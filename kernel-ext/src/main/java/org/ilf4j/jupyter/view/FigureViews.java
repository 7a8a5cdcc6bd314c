package org.ilf4j.jupyter.view;

import static j2html.TagCreator.figure;
import static j2html.TagCreator.img;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.series.Series;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Tables and charts. */
final class FigureViews {
  private static final int TEXT_ROWS = 20;

  private FigureViews() {}

  static List<View<?>> all() {
    return List.of(
        new View<>(Table.class, FigureViews::table), new View<>(Chart.class, FigureViews::chart));
  }

  private static Bundle table(Table table) {
    String name = table.name() == null ? "" : table.name();
    String size =
        Markup.count(table.rowCount(), "row") + " × " + Markup.count(table.columnCount(), "column");
    return Bundle.html(
        table.print(TEXT_ROWS).stripTrailing() + "\n" + size,
        Markup.card(
            Markup.head(name.isEmpty() ? size : name), grid(table).html(name), Markup.dim(size)));
  }

  private static Grid grid(Table table) {
    Grid grid =
        Grid.of(
            table.columns().stream()
                .map(column -> (isNumber(column) ? "#" : "") + column.name())
                .toArray(String[]::new));
    List<List<String>> texts = table.columns().stream().map(ColumnText::of).toList();
    IntStream.range(0, table.rowCount())
        .forEach(row -> grid.row(texts.stream().map(column -> column.get(row)).toArray()));
    return grid;
  }

  private static boolean isNumber(Column<?> column) {
    ColumnType type = column.type();
    return type == ColumnType.INTEGER
        || type == ColumnType.LONG
        || type == ColumnType.SHORT
        || type == ColumnType.DOUBLE
        || type == ColumnType.FLOAT;
  }

  /** SVG to look at, PNG for places that show no SVG, and words for those that show neither. */
  private static Bundle chart(Chart<?, ?> chart) {
    ByteArrayOutputStream svg = new ByteArrayOutputStream();
    try {
      VectorGraphicsEncoder.saveVectorGraphic(chart, svg, VectorGraphicsFormat.SVG);
      byte[] png = BitmapEncoder.getBitmapBytes(chart, BitmapFormat.PNG);
      return Bundle.html(describe(chart), picture(chart, svg.toByteArray()))
          .with("image/svg+xml", svg.toString(StandardCharsets.UTF_8))
          .with("image/png", Base64.getEncoder().encodeToString(png));
    } catch (IOException e) {
      throw new UncheckedIOException("The chart " + chart.getTitle() + " could not be drawn.", e);
    }
  }

  /** As an image with its words, which front ends do not give to bare SVG, and the numbers. */
  private static DomContent picture(Chart<?, ?> chart, byte[] svg) {
    String source = "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg);
    DomContent image = figure(img().withSrc(source).withAlt(describe(chart)));
    return chart instanceof XYChart xy
        ? Markup.card(image, Markup.fold(text("the numbers"), numbers(xy)))
        : Markup.card(image);
  }

  private static DomContent numbers(XYChart chart) {
    Grid grid = Grid.of("series", "#" + title(chart.getXAxisTitle(), "x"), "#" + yTitle(chart));
    chart
        .getSeriesMap()
        .forEach(
            (name, series) -> {
              for (int i = 0; i < series.getXData().length; i++) {
                grid.row(name, number(series.getXData()[i]), number(series.getYData()[i]));
              }
            });
    return grid.html("the chart's numbers");
  }

  /** An axis without a title only lays the series out, from the bottom up. */
  private static String yTitle(Chart<?, ?> chart) {
    return title(chart.getYAxisTitle(), "height in the drawing");
  }

  private static String title(String own, String otherwise) {
    return own == null || own.isBlank() ? otherwise : own;
  }

  /** Four digits, and no zeros behind them. */
  private static String number(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }

  private static String axes(Chart<?, ?> chart) {
    String axes =
        Stream.of(chart.getYAxisTitle(), chart.getXAxisTitle())
            .filter(title -> title != null && !title.isBlank())
            .collect(Collectors.joining(" by "));
    return axes.isEmpty() ? "" : axes + "; ";
  }

  private static String describe(Chart<?, ?> chart) {
    return "Chart: "
        + chart.getTitle()
        + " ("
        + axes(chart)
        + named(chart).collect(Collectors.joining(", "))
        + ")";
  }

  /** The series that the legend names; the lines of their intervals say nothing in words. */
  private static Stream<String> named(Chart<?, ?> chart) {
    return chart.getSeriesMap().values().stream()
        .filter(Series::isShowInLegend)
        .map(Series::getName);
  }
}
