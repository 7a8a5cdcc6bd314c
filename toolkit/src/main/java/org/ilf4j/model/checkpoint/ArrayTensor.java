package org.ilf4j.model.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A tensor in memory. */
record ArrayTensor(long[] shape, float[] floats) implements Tensor {
  @Override
  public NumberType type() {
    return NumberType.F32;
  }

  @Override
  public ByteBuffer stored(long from, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(floats, (int) from, length);
    return bytes;
  }

  @Override
  public float[] floats(long from, int length) {
    return Arrays.copyOfRange(floats, (int) from, (int) from + length);
  }
}
