package org.ilf4j.model;

import java.nio.file.Path;
import org.ilf4j.model.tokenizer.Tokenizer;

/** A tokenizer for tests: id 0 is end-of-text, id b + 1 is the byte b. */
public final class CharacterTokenizer implements Tokenizer {
  /** How many ids it knows. */
  public static final int SIZE = 257;

  @Override
  public int[] encode(String text) {
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    int[] ids = new int[bytes.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (bytes[i] & 0xff) + 1;
    }
    return ids;
  }

  @Override
  public String decode(int... ids) {
    byte[] bytes = new byte[ids.length];
    for (int i = 0; i < ids.length; i++) {
      bytes[i] = (byte) (ids[i] - 1);
    }
    return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
  }

  @Override
  public int eosId() {
    return 0;
  }

  @Override
  public int size() {
    return SIZE;
  }

  /** GPT-2's printable character for the byte. */
  @Override
  public String token(int id) {
    if (id == 0) {
      return "<|endoftext|>";
    }
    int b = id - 1;
    if (printable(b)) {
      return Character.toString(b);
    }
    int next = 256;
    for (int other = 0; other < b; other++) {
      next += printable(other) ? 0 : 1;
    }
    return Character.toString(next);
  }

  private static boolean printable(int b) {
    return (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
  }

  @Override
  public void save(Path folder) {
    throw new UnsupportedOperationException("A tokenizer for tests is not saved.");
  }
}
