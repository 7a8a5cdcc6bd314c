package org.ilf4j.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.internal.chartpart.Chart;

/** A figure on disk, once to scale and once for where SVG is not shown. */
final class FigureFile {
  private static final int DOTS_PER_INCH = 144;

  private FigureFile() {}

  static Path save(Chart<?, ?> chart, Path withoutEnding) {
    Path svg = Path.of(withoutEnding + ".svg");
    try {
      if (svg.toAbsolutePath().getParent() != null) {
        Files.createDirectories(svg.toAbsolutePath().getParent());
      }
      VectorGraphicsEncoder.saveVectorGraphic(chart, svg.toString(), VectorGraphicsFormat.SVG);
      BitmapEncoder.saveBitmapWithDPI(
          chart, withoutEnding + ".png", BitmapFormat.PNG, DOTS_PER_INCH);
      return svg;
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot write the figure " + svg + ": " + e.getMessage() + "; free some space.", e);
    }
  }
}
