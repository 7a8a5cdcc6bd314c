package org.ilf4j.model.vector;

/** Rows times a packed matrix, tile by tile. One for each thread. */
final class Product {
  private final float[] tile = new float[Tile.ROWS * Tile.WIDTH];

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
    for (int panel = panels.from(); panel < panels.to(); panel++) {
      int firstOutput = panel * Tile.WIDTH;
      int outputs = Math.min(Tile.WIDTH, matrix.outputs() - firstOutput);
      int row = rows.from();
      while (row < rows.to()) {
        int height = height(rows.to() - row);
        Tile.multiply(
            height,
            a,
            aOffset + row * aStride,
            aStride,
            matrix.depth(),
            matrix.panels(),
            matrix.offset(panel),
            tile,
            0,
            Tile.WIDTH);
        sink.accept(tile, height, row, firstOutput, outputs);
        row += height;
      }
    }
  }

  /** The next tile's height, so that the tiles of {@code left} rows are nearly equal. */
  static int height(int left) {
    int tiles = (left + Tile.ROWS - 1) / Tile.ROWS;
    return (left + tiles - 1) / tiles;
  }
}
