package org.ilf4j.model.vector;

import java.util.Arrays;

/**
 * Rows times a packed matrix. A block of a panel's weights stays in the nearest cache while all
 * rows are multiplied with it: reading it once for each tile from farther away costs a fifth more.
 * One for each thread.
 */
final class Product {
  /** Inputs of a block: 64 outputs of each take 32 KiB, two thirds of a nearest cache of 48. */
  private static final int BLOCK = 128;

  /** A panel of so few inputs is one block: what a second would save, its sums would cost. */
  private static final int SMALL = 2 * BLOCK;

  /** Rows at once; their sums take 15 KiB. */
  private static final int ROWS = 12 * Tile.ROWS;

  private final float[] sums = new float[ROWS * Tile.WIDTH];
  private final float[] room = new float[SMALL * Tile.WIDTH];

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
      for (int row = rows.from(); row < rows.to(); row += ROWS) {
        int count = Math.min(ROWS, rows.to() - row);
        int at = aOffset + row * aStride;
        if (count == 1) {
          matrix.multiplyRow(a, at, panel, sums);
        } else {
          multiplyRows(a, at, aStride, count, matrix, panel);
        }
        sink.accept(sums, count, row, firstOutput, outputs);
      }
    }
  }

  private void multiplyRows(
      float[] a, int at, int aStride, int rows, PackedMatrix matrix, int panel) {
    Arrays.fill(sums, 0, rows * Tile.WIDTH, 0);
    int block = matrix.depth() <= SMALL ? SMALL : BLOCK;
    for (int from = 0; from < matrix.depth(); from += block) {
      Range inputs = new Range(from, Math.min(matrix.depth(), from + block));
      float[] wide = matrix.wide(panel, inputs, room);
      int wideAt = matrix.wideAt(panel, inputs);
      for (int row = 0; row < rows; ) {
        int height = height(rows - row);
        int rowAt = at + row * aStride + from;
        int to = row * Tile.WIDTH;
        Tile.add(height, a, rowAt, aStride, inputs.size(), wide, wideAt, sums, to, Tile.WIDTH);
        row += height;
      }
    }
    matrix.scale(panel, rows, sums);
  }

  /** The next tile's height, so that the tiles of {@code left} rows are nearly equal. */
  static int height(int left) {
    int tiles = (left + Tile.ROWS - 1) / Tile.ROWS;
    return (left + tiles - 1) / tiles;
  }
}
