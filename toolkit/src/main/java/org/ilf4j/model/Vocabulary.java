package org.ilf4j.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ilf4j.model.tokenizer.Tokenizer;

/**
 * The bytes that each token stands for. GPT-2's vocabulary writes a byte as a printable character
 * (a space as Ġ); any other character of a token's name, such as the spaces of a space run, is
 * itself.
 */
final class Vocabulary {
  private final byte[][] byId;
  private final int eosId;

  Vocabulary(Tokenizer tokenizer) {
    int[] byteOf = byteOfCharacter();
    eosId = tokenizer.eosId();
    byId = new byte[tokenizer.size()][];
    for (int id = 0; id < byId.length; id++) {
      String name = tokenizer.token(id);
      byId[id] = name == null || id == eosId ? new byte[0] : bytes(name, byteOf);
    }
  }

  int eosId() {
    return eosId;
  }

  int size() {
    return byId.length;
  }

  byte[] bytes(int id) {
    return byId[id];
  }

  private static byte[] bytes(String name, int[] byteOf) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    name.codePoints()
        .forEach(
            c -> {
              if (c < byteOf.length && byteOf[c] >= 0) {
                bytes.write(byteOf[c]);
              } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
              }
            });
    return bytes.toByteArray();
  }

  /** Printable Latin-1 characters stand for their own byte, U+0100 on for the others in order. */
  private static int[] byteOfCharacter() {
    int[] byteOf = new int[512];
    Arrays.fill(byteOf, -1);
    int next = 256;
    for (int b = 0; b < 256; b++) {
      boolean printable = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
      byteOf[printable ? b : next++] = b;
    }
    return byteOf;
  }
}
