package org.ilf4j.model.vector;

/** Takes a finished tile: adds the bias, applies what follows the product and stores it. */
interface TileSink {
  /**
   * Takes a tile.
   *
   * @param tile {@code rows} rows of 64 sums; may be overwritten
   * @param firstRow row of the batch that the tile's first row is
   * @param firstOutput output that the tile's first column is
   * @param outputs how many of the columns are outputs; the others are padding
   */
  void accept(float[] tile, int rows, int firstRow, int firstOutput, int outputs);
}
