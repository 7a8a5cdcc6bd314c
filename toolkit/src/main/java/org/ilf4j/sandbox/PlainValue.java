package org.ilf4j.sandbox;

import java.math.BigInteger;
import java.util.List;

/**
 * A Python value as plain data with its exact type. It runs no code and has no {@code ==} of its
 * own, whatever the program did.
 */
public sealed interface PlainValue {

  /** {@code None}. */
  record None() implements PlainValue {}

  /** A bool. */
  record Bool(boolean value) implements PlainValue {}

  /** An int of any size. */
  record Int(BigInteger value) implements PlainValue {}

  /** A float, bit for bit. */
  record Real(double value) implements PlainValue {}

  /** A complex number. */
  record Complex(double real, double imaginary) implements PlainValue {}

  /** A str. */
  record Text(String value) implements PlainValue {}

  /**
   * Bytes.
   *
   * @param latin1 each byte as the character of that number
   * @param mutable whether it is a bytearray
   */
  record Octets(String latin1, boolean mutable) implements PlainValue {}

  /** A list, tuple, set or frozenset; a set's items come in no fixed order. */
  record Items(Kind kind, List<PlainValue> items) implements PlainValue {
    /** Makes the list immutable. */
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A dict, in its order. */
  record Mapping(List<Entry> entries) implements PlainValue {
    /** Makes the list immutable. */
    public Mapping {
      entries = List.copyOf(entries);
    }
  }

  /** A dict's key and value. */
  record Entry(PlainValue key, PlainValue value) {}

  /**
   * A value of a class of the standard library, such as {@code Counter} or {@code Decimal}.
   *
   * @param type the class
   * @param content what it holds, as plain data; {@link PlainReader} reads no content that such a
   *     value cannot have
   */
  record Library(String type, PlainValue content) implements PlainValue {}

  /** An instance of a subclass that keeps its base's {@code ==}, such as a named tuple. */
  record Subclass(String type, PlainValue base) implements PlainValue {}

  /** Anything else: no plain data, so equal to nothing. */
  record Opaque(String type) implements PlainValue {}

  /** The kinds of {@link Items}. */
  enum Kind {
    /** {@code [1]}. */
    LIST,
    /** {@code (1,)}. */
    TUPLE,
    /** {@code {1}}. */
    SET,
    /** {@code frozenset({1})}. */
    FROZENSET
  }

  /** Whether nothing in it is opaque. */
  default boolean isPlain() {
    if (this instanceof Items items) {
      return items.items().stream().allMatch(PlainValue::isPlain);
    }
    if (this instanceof Mapping mapping) {
      return mapping.entries().stream().allMatch(e -> e.key().isPlain() && e.value().isPlain());
    }
    if (this instanceof Subclass subclass) {
      return subclass.base().isPlain();
    }
    return this instanceof Library library
        ? library.content().isPlain()
        : !(this instanceof Opaque);
  }

  /**
   * The value as Python's {@code repr} writes it.
   *
   * @param limit characters at most; a longer text ends in an ellipsis
   */
  default String repr(int limit) {
    return new PlainText(limit).of(this);
  }
}
