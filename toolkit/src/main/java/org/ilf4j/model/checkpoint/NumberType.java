package org.ilf4j.model.checkpoint;

/** How a weight is stored in a file. */
public enum NumberType {
  /** 32-bit IEEE. */
  F32(4, "float32"),
  /** 16-bit IEEE: 5 bits of exponent, 10 of fraction. */
  F16(2, "float16"),
  /** The upper half of a float32: 8 bits of exponent, 7 of fraction. */
  BF16(2, "bfloat16");

  private final int bytes;
  private final String torchName;

  NumberType(int bytes, String torchName) {
    this.bytes = bytes;
    this.torchName = torchName;
  }

  /** What torch and {@code config.json} call it, such as {@code float16}. */
  public String torchName() {
    return torchName;
  }

  /** Bytes of one number. */
  public int bytes() {
    return bytes;
  }

  /** Widens one 16-bit IEEE number exactly. (Float.float16ToFloat exists from Java 20 on.) */
  static float halfToFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >> 10) & 0x1f;
    int fraction = half & 0x3ff;
    if (exponent == 0) {
      float magnitude = fraction * 0x1p-24f; // subnormal, or zero
      return sign == 0 ? magnitude : -magnitude;
    }
    int widened = exponent == 31 ? 255 : exponent + 112;
    return Float.intBitsToFloat(sign | widened << 23 | fraction << 13);
  }

  /**
   * The bfloat16 nearest to a float32, of two equally near the even one; in the lower half.
   * Infinities and NaN stay what they are.
   */
  public static int floatToBrain(float number) {
    int bits = Float.floatToRawIntBits(number);
    if (Float.isNaN(number)) {
      return bits >>> 16 | 1;
    }
    return bits + 0x7fff + (bits >>> 16 & 1) >>> 16;
  }
}
