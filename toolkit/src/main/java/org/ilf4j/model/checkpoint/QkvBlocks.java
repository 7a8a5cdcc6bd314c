package org.ilf4j.model.checkpoint;

/**
 * The order of {@code qkv_proj}'s rows: blocks of {@code 3 * width / mpNum} rows, in each the rows
 * of q, then v, then k of a share of the heads.
 */
final class QkvBlocks {
  private QkvBlocks() {}

  /** Puts rows stored in {@code from} blocks in order for {@code to} blocks. */
  static float[] reorder(float[] rows, int width, int from, int to) {
    float[] reordered = new float[rows.length];
    for (int row = 0; row < 3 * width; row++) {
      int part = row / width;
      int inPart = row % width;
      int source = place(part, inPart, width / from);
      int target = place(part, inPart, width / to);
      System.arraycopy(rows, source * width, reordered, target * width, width);
    }
    return reordered;
  }

  private static int place(int part, int inPart, int blockWidth) {
    return (3 * (inPart / blockWidth) + part) * blockWidth + inPart % blockWidth;
  }
}
