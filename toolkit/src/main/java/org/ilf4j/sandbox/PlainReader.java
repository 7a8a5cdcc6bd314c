package org.ilf4j.sandbox;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the encoding of {@code values.py}. Strict: an unknown letter, a length past the end or
 * bytes left over are refused, and nothing is allocated for a length that the bytes cannot hold.
 */
public final class PlainReader {
  private static final int DEPTH = 256;

  private final ByteBuffer in;

  private PlainReader(ByteBuffer in) {
    this.in = in;
  }

  /**
   * Reads one value.
   *
   * @throws IllegalArgumentException if the bytes are no value
   */
  public static PlainValue read(byte[] bytes) {
    PlainReader reader = new PlainReader(ByteBuffer.wrap(bytes));
    try {
      PlainValue value = reader.value(0);
      if (reader.in.hasRemaining()) {
        throw new IllegalArgumentException(reader.in.remaining() + " bytes follow the value.");
      }
      return value;
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("The value is cut short.", e);
    }
  }

  private PlainValue value(int depth) {
    if (depth > DEPTH) {
      throw new IllegalArgumentException("The value is nested too deeply.");
    }
    char tag = (char) in.get();
    return switch (tag) {
      case 'N' -> new PlainValue.None();
      case 'T' -> new PlainValue.Bool(true);
      case 'F' -> new PlainValue.Bool(false);
      case 'I' -> integer();
      case 'D' -> new PlainValue.Real(in.getDouble());
      case 'C' -> new PlainValue.Complex(in.getDouble(), in.getDouble());
      case 'U' -> new PlainValue.Text(text());
      case 'B' -> new PlainValue.Octets(octets(StandardCharsets.ISO_8859_1), false);
      case 'b' -> new PlainValue.Octets(octets(StandardCharsets.ISO_8859_1), true);
      case 'l' -> new PlainValue.Items(PlainValue.Kind.LIST, items(depth));
      case 't' -> new PlainValue.Items(PlainValue.Kind.TUPLE, items(depth));
      case 's' -> new PlainValue.Items(PlainValue.Kind.SET, items(depth));
      case 'f' -> new PlainValue.Items(PlainValue.Kind.FROZENSET, items(depth));
      case 'd' -> mapping(depth);
      case 'L' -> library(text(), value(depth + 1));
      case 'S' -> new PlainValue.Subclass(text(), value(depth + 1));
      case 'O' -> new PlainValue.Opaque(text());
      default -> throw new IllegalArgumentException("No type has the letter " + (int) tag + ".");
    };
  }

  /** Content that no such value can have is the program's own: the value is no plain data. */
  private static PlainValue library(String type, PlainValue content) {
    return LibraryShape.fits(type, content)
        ? new PlainValue.Library(type, content)
        : new PlainValue.Opaque(type);
  }

  private PlainValue.Int integer() {
    byte[] bytes = bytes();
    if (bytes.length == 0) {
      return new PlainValue.Int(BigInteger.ZERO);
    }
    return new PlainValue.Int(new BigInteger(bytes));
  }

  private List<PlainValue> items(int depth) {
    int size = length(1);
    List<PlainValue> items = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      items.add(value(depth + 1));
    }
    return items;
  }

  private PlainValue.Mapping mapping(int depth) {
    int size = length(2);
    List<PlainValue.Entry> entries = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      entries.add(new PlainValue.Entry(value(depth + 1), value(depth + 1)));
    }
    return new PlainValue.Mapping(entries);
  }

  private String octets(java.nio.charset.Charset charset) {
    return new String(bytes(), charset);
  }

  /** UTF-8 in which a lone surrogate is written as three bytes, as Python's surrogatepass does. */
  private String text() {
    byte[] bytes = bytes();
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.indexOf('\uFFFD') < 0 ? text : surrogates(bytes);
  }

  private static String surrogates(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (int i = 0; i + 2 < bytes.length; i++) {
      if (bytes[i] == (byte) 0xED && (bytes[i + 1] & 0xE0) == 0xA0) {
        text.append(new String(bytes, from, i - from, StandardCharsets.UTF_8));
        text.append((char) (0xD000 | (bytes[i + 1] & 0x3F) << 6 | bytes[i + 2] & 0x3F));
        from = i + 3;
        i += 2;
      }
    }
    return text.append(new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8))
        .toString();
  }

  private byte[] bytes() {
    byte[] bytes = new byte[length(1)];
    in.get(bytes);
    return bytes;
  }

  /** A length whose items, of so many bytes each at least, can still follow. */
  private int length(int bytesEach) {
    int length = in.getInt();
    if (length < 0 || (long) length * bytesEach > in.remaining()) {
      throw new IllegalArgumentException("A length of " + length + " goes past the value's end.");
    }
    return length;
  }
}
