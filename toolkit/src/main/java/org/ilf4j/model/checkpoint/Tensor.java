package org.ilf4j.model.checkpoint;

/** One named block of numbers of a checkpoint, in memory or still in its file. */
interface Tensor {
  /** The sizes, outermost first. */
  long[] shape();

  /** The numbers as float32, row by row; the caller may not change them. */
  float[] floats();

  /** A part of the numbers in an array of its own. */
  float[] floats(long from, int length);

  /** How many numbers there are. */
  default long size() {
    long size = 1;
    for (long extent : shape()) {
      size = Math.multiplyExact(size, extent);
    }
    return size;
  }
}
