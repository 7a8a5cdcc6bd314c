package org.ilf4j.model;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text that grows by tokens, each of which may end in the middle of a UTF-8 character: whole
 * characters are added at once, the rest waits. Bytes that are no character become U+FFFD.
 */
final class GeneratedText {
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final StringBuilder text = new StringBuilder();
  private byte[] waiting = new byte[0];

  /** Adds a token's bytes; says whether the text has grown. */
  boolean append(byte[] bytes) {
    return decode(bytes, false);
  }

  /** Ends the text: an unfinished character becomes U+FFFD. */
  void finish() {
    decode(new byte[0], true);
  }

  private boolean decode(byte[] bytes, boolean last) {
    ByteBuffer in = ByteBuffer.allocate(waiting.length + bytes.length).put(waiting).put(bytes);
    in.flip();
    CharBuffer out = CharBuffer.allocate(in.remaining() + 4);
    decoder.decode(in, out, last);
    waiting = new byte[in.remaining()];
    in.get(waiting);
    text.append(out.flip());
    return out.limit() > 0;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
