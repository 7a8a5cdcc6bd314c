package org.ilf4j.model.checkpoint;

import java.util.Arrays;

/** A tensor in memory. */
record ArrayTensor(long[] shape, float[] floats) implements Tensor {
  @Override
  public float[] floats(long from, int length) {
    return Arrays.copyOfRange(floats, (int) from, (int) from + length);
  }
}
