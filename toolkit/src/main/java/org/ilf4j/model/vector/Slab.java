package org.ilf4j.model.vector;

import java.util.function.IntFunction;

/**
 * One large array that many things share. HotSpot's default collector puts arrays of some megabytes
 * at a fixed place, right behind a page's start and a header of 16 bytes; things that begin 12
 * numbers into it, at multiples of 16 from there, lie on cache lines, and no vector is read from
 * two of them (measured: a fifth faster). Elsewhere that costs nothing.
 *
 * @param <A> {@code float[]} or {@code int[]}
 */
final class Slab<A> {
  private static final int HEADER_GAP = 12;
  private static final int LINE = 16;

  private final A numbers;
  private final int length;
  private int used = HEADER_GAP;

  /** Room for things of together {@code size} numbers, gaps included. */
  Slab(long size, IntFunction<A> array) {
    if (HEADER_GAP + size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%,d numbers in one matrix are more than this engine's limit of %,d; the model is too wide."
              .formatted(size, Integer.MAX_VALUE - 8 - HEADER_GAP));
    }
    length = (int) (HEADER_GAP + size);
    numbers = array.apply(length);
  }

  /** The numbers that one thing takes, gap included. */
  static long padded(long size) {
    return (size + LINE - 1) / LINE * LINE;
  }

  A numbers() {
    return numbers;
  }

  boolean hasRoom(long size) {
    return used + padded(size) <= length;
  }

  /** Where a thing of this size begins. */
  int take(long size) {
    int start = used;
    used = Math.toIntExact(used + padded(size));
    return start;
  }
}
