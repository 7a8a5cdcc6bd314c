package org.ilf4j.model.tokenizer;

import java.nio.charset.StandardCharsets;

/**
 * GPT-2's printable character for each byte: itself where it is printable in Latin-1, else the next
 * character from U+0100 on, so that a space is {@code Ġ} and a line feed {@code Ċ}.
 */
final class ByteAlphabet {
  private static final char[] CHARACTERS = characters();

  private ByteAlphabet() {}

  private static char[] characters() {
    char[] characters = new char[256];
    char next = 256;
    for (int value = 0; value < 256; value++) {
      characters[value] = printable(value) ? (char) value : next++;
    }
    return characters;
  }

  private static boolean printable(int value) {
    return value >= '!' && value <= '~' || value >= 0xA1 && value <= 0xFF && value != 0xAD;
  }

  /** The character of a byte, 0 to 255. */
  static char of(int value) {
    return CHARACTERS[value];
  }

  /** The bytes of a text in UTF-8. */
  static int[] bytes(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int[] bytes = new int[utf8.length];
    for (int i = 0; i < utf8.length; i++) {
      bytes[i] = utf8[i] & 0xFF;
    }
    return bytes;
  }
}
