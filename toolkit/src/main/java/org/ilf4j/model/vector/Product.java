package org.ilf4j.model.vector;

/** Rows times a packed matrix, tile by tile. One for each thread. */
final class Product {
  private final float[] tile = new float[Tile.ROWS * Tile.WIDTH];
  private final PackedMatrix.Room room = new PackedMatrix.Room();

  /**
   * Multiplies a range of rows with a range of panels.
   *
   * @param a the rows, row r at {@code aOffset + r * aStride}
   */
  void multiply(
      float[] a,
      int aOffset,
      int aStride,
      Range rows,
      PackedMatrix matrix,
      Range panels,
      TileSink sink) {
    if (rows.size() == 1) {
      multiplyRow(a, aOffset, aStride, rows.from(), matrix, panels, sink);
      return;
    }
    for (int panel = panels.from(); panel < panels.to(); panel++) {
      int firstOutput = panel * Tile.WIDTH;
      int outputs = Math.min(Tile.WIDTH, matrix.outputs() - firstOutput);
      float[] wide = matrix.wide(panel, room);
      int wideAt = matrix.wideAt(panel);
      int row = rows.from();
      while (row < rows.to()) {
        int height = height(rows.to() - row);
        int at = aOffset + row * aStride;
        Tile.multiply(height, a, at, aStride, matrix.depth(), wide, wideAt, tile, 0, Tile.WIDTH);
        matrix.scale(panel, height, tile);
        sink.accept(tile, height, row, firstOutput, outputs);
        row += height;
      }
    }
  }

  private void multiplyRow(
      float[] a,
      int aOffset,
      int aStride,
      int row,
      PackedMatrix matrix,
      Range panels,
      TileSink sink) {
    for (int panel = panels.from(); panel < panels.to(); panel++) {
      int firstOutput = panel * Tile.WIDTH;
      matrix.multiplyRow(a, aOffset + row * aStride, panel, tile);
      int outputs = Math.min(Tile.WIDTH, matrix.outputs() - firstOutput);
      sink.accept(tile, 1, row, firstOutput, outputs);
    }
  }

  /** The next tile's height, so that the tiles of {@code left} rows are nearly equal. */
  static int height(int left) {
    int tiles = (left + Tile.ROWS - 1) / Tile.ROWS;
    return (left + tiles - 1) / tiles;
  }
}
