package org.ilf4j.model.checkpoint;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/** One named block of numbers of a checkpoint, in memory or still in its file. */
interface Tensor {
  /** What can be mapped at a time; the largest of the 16B models has 1.3 GB. */
  long MOST_BYTES = Integer.MAX_VALUE;

  /** The sizes, outermost first. */
  long[] shape();

  /** How the numbers are stored, and how they are saved again. */
  NumberType type();

  /** Some numbers as a file holds them in that type, little endian; read only. */
  ByteBuffer stored(long from, int length);

  /** The numbers as float32, row by row; the caller may not change them. */
  float[] floats();

  /** A part of the numbers in an array of its own. */
  float[] floats(long from, int length);

  /**
   * The bytes that numbers of this shape take in a file.
   *
   * @throws CheckpointException for a shape that no tensor here can have: above 2 GB, or negative
   */
  static long bytes(long[] shape, NumberType type, String name, Path file) {
    long bytes = type.bytes();
    for (long extent : shape) {
      boolean possible = extent >= 0 && extent <= MOST_BYTES;
      bytes = possible ? Math.min(bytes * extent, MOST_BYTES + 1) : MOST_BYTES + 1;
    }
    if (bytes > MOST_BYTES) {
      throw new CheckpointException(
          "%s holds %s with shape %s; a tensor has at most 2 GB."
              .formatted(file, name, Arrays.toString(shape)));
    }
    return bytes;
  }

  /** How many numbers there are. */
  default long size() {
    long size = 1;
    for (long extent : shape()) {
      size = Math.multiplyExact(size, extent);
    }
    return size;
  }
}
