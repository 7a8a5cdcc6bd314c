package org.ilf4j.model.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers as files hold them. */
final class StoredNumbers {
  private StoredNumbers() {}

  static byte[] of(float[] numbers, NumberType type) {
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : numbers) {
      switch (type) {
        case F32 -> bytes.putFloat(number);
        case F16 -> bytes.putShort(half(number));
        case BF16 -> bytes.putShort((short) NumberType.floatToBrain(number));
      }
    }
    return bytes.array();
  }

  /** The half below or equal in size: enough for tests, which compare what was stored. */
  private static short half(float number) {
    int bits = Float.floatToRawIntBits(number);
    int exponent = (bits >>> 23 & 0xff) - 112;
    if (exponent < 1) {
      return 0;
    }
    return (short) (bits >>> 16 & 0x8000 | exponent << 10 | bits >>> 13 & 0x3ff);
  }

  /** The same weights, rounded to what a file of this type holds. */
  static Checkpoint rounded(Checkpoint checkpoint, NumberType type) {
    Map<String, float[]> rounded = new LinkedHashMap<>();
    for (String name : checkpoint.names()) {
      float[] numbers = checkpoint.copy(name);
      byte[] bytes = of(numbers, type);
      rounded.put(
          name,
          new StoredTensor(new long[] {numbers.length}, type, ByteBuffer.wrap(bytes)).floats());
    }
    return Checkpoint.of(checkpoint.config(), rounded);
  }
}
