package org.ilf4j.model.checkpoint;

import java.nio.ByteBuffer;

/**
 * The order of {@code qkv_proj}'s rows: blocks of {@code 3 * width / mpNum} rows, in each the rows
 * of q, then v, then k of a share of the heads.
 */
final class QkvBlocks {
  private QkvBlocks() {}

  /** Puts rows stored in {@code from} blocks in order for {@code to} blocks; their type stays. */
  static Tensor reorder(Tensor qkv, int width, int from, int to) {
    ByteBuffer rows = qkv.stored(0, Math.toIntExact(qkv.size()));
    int rowBytes = width * qkv.type().bytes();
    byte[] reordered = new byte[rows.remaining()];
    for (int row = 0; row < 3 * width; row++) {
      int part = row / width;
      int inPart = row % width;
      int source = place(part, inPart, width / from);
      int target = place(part, inPart, width / to);
      rows.get(source * rowBytes, reordered, target * rowBytes, rowBytes);
    }
    return new StoredTensor(qkv.shape(), qkv.type(), ByteBuffer.wrap(reordered));
  }

  private static int place(int part, int inPart, int blockWidth) {
    return (3 * (inPart / blockWidth) + part) * blockWidth + inPart % blockWidth;
  }
}
