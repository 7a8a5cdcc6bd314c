package org.ilf4j.model.vector;

import java.util.function.IntFunction;

/**
 * Slabs as they are needed: small things share one, large things have their own.
 *
 * @param <A> {@code float[]} or {@code int[]}
 */
final class Slabs<A> {
  private static final long SHARED = 1 << 22;

  private final IntFunction<A> array;
  private final long step;
  private Slab<A> slab;

  /**
   * @param expected how many numbers will be asked for in all, about
   * @param array makes an array of a length
   */
  Slabs(long expected, IntFunction<A> array) {
    this.array = array;
    step = Math.min(expected, Math.max(SHARED / 4, Math.min(SHARED, expected / 16)));
  }

  Slab<A> withRoom(long size) {
    if (size > SHARED / 4) {
      return new Slab<>(Slab.padded(size), array);
    }
    if (slab == null || !slab.hasRoom(size)) {
      slab = new Slab<>(Math.max(Slab.padded(size), step), array);
    }
    return slab;
  }
}
