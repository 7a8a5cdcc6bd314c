package org.ilf4j.finetune;

import org.ilf4j.model.checkpoint.CodeGenConfig;

/**
 * The rows of {@code qkv_proj}, brought from the file's order (blocks, each q, v, k; rotated
 * dimensions in pairs side by side) into the order that computes fastest: q, k, v; within a head
 * first the first of each rotated pair, then the second of each, then the rest. AdamW treats each
 * weight alone, so training in another order changes nothing.
 */
final class QkvOrder {
  private final CodeGenConfig config;
  private final int[] fileRow;

  QkvOrder(CodeGenConfig config) {
    this.config = config;
    int width = config.width();
    fileRow = new int[3 * width];
    int[] placeInBlock = {0, 2, 1};
    for (int part = 0; part < 3; part++) {
      for (int column = 0; column < width; column++) {
        int head = column / config.headDim();
        int dimension = column % config.headDim();
        int source = part < 2 ? paired(dimension) : dimension;
        fileRow[part * width + column] = fileRow(placeInBlock[part], head, source);
      }
    }
  }

  private int fileRow(int placeInBlock, int head, int dimension) {
    int headsPerBlock = config.heads() / config.mpNum();
    int block = head / headsPerBlock;
    int local = config.width() / config.mpNum();
    int inBlock = placeInBlock * local + head % headsPerBlock * config.headDim() + dimension;
    return block * 3 * local + inBlock;
  }

  /** Where the file keeps the dimension that we keep here. */
  private int paired(int dimension) {
    int half = config.rotaryDim() / 2;
    if (dimension >= config.rotaryDim()) {
      return dimension;
    }
    return dimension < half ? 2 * dimension : 2 * (dimension - half) + 1;
  }

  /** The file's matrix in our order. */
  float[] fromFile(float[] matrix) {
    int columns = matrix.length / fileRow.length;
    float[] ours = new float[matrix.length];
    for (int row = 0; row < fileRow.length; row++) {
      System.arraycopy(matrix, fileRow[row] * columns, ours, row * columns, columns);
    }
    return ours;
  }

  /** Our matrix in the file's order. */
  float[] toFile(float[] matrix) {
    int columns = matrix.length / fileRow.length;
    float[] file = new float[matrix.length];
    for (int row = 0; row < fileRow.length; row++) {
      System.arraycopy(matrix, row * columns, file, fileRow[row] * columns, columns);
    }
    return file;
  }
}
