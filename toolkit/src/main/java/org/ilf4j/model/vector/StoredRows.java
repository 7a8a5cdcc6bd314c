package org.ilf4j.model.vector;

import org.ilf4j.model.checkpoint.Checkpoint;

/** The rows of one stored matrix, some at a time, so that it is never in memory twice. */
final class StoredRows {
  /** A quarter of a megabyte: the collector does not treat such arrays as large. */
  private static final int PART = 1 << 16;

  private final Checkpoint checkpoint;
  private final String name;
  private final int rows;
  private final int width;
  private float[] part = new float[0];
  private int from;

  StoredRows(Checkpoint checkpoint, String name) {
    this.checkpoint = checkpoint;
    this.name = name;
    this.rows = (int) checkpoint.shape(name)[0];
    this.width = (int) checkpoint.shape(name)[1];
  }

  /** Writes a row to {@code target} from {@code at} on; cheap for rows near the last one. */
  void copy(int row, float[] target, int at) {
    if (row < from || (row - from + 1) * width > part.length) {
      int together = Math.max(1, PART / width);
      from = row - row % together;
      part = checkpoint.rows(name, from, Math.min(together, rows - from));
    }
    System.arraycopy(part, (row - from) * width, target, at, width);
  }
}
