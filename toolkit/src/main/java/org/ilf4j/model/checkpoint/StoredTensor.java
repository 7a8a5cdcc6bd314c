package org.ilf4j.model.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;

/**
 * A tensor that stays in its memory-mapped file until it is asked for.
 *
 * @param shape the sizes, outermost first
 * @param type how the numbers are stored
 * @param bytes the mapped bytes, little endian
 */
record StoredTensor(long[] shape, NumberType type, ByteBuffer bytes) implements Tensor {

  @Override
  public ByteBuffer stored(long from, int length) {
    int start = Math.toIntExact(from * type.bytes());
    return bytes.slice(start, length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public float[] floats() {
    return floats(0, Math.toIntExact(size()));
  }

  @Override
  public float[] floats(long from, int length) {
    float[] floats = new float[length];
    ByteBuffer source = stored(from, length);
    switch (type) {
      case F32 -> source.asFloatBuffer().get(floats);
      case F16 -> widen(source.asShortBuffer(), floats);
      case BF16 -> {
        ShortBuffer halves = source.asShortBuffer();
        for (int i = 0; i < floats.length; i++) {
          floats[i] = Float.intBitsToFloat(halves.get(i) << 16);
        }
      }
    }
    return floats;
  }

  private static void widen(ShortBuffer halves, float[] floats) {
    for (int i = 0; i < floats.length; i++) {
      floats[i] = NumberType.halfToFloat(halves.get(i));
    }
  }
}
