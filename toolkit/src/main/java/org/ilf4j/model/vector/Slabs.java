package org.ilf4j.model.vector;

/** Slabs as they are needed: small things share one, large things have their own. */
final class Slabs {
  private static final long SHARED = 1 << 22;

  private final long step;
  private Slab slab;

  /**
   * @param expected how many numbers will be asked for in all, about
   */
  Slabs(long expected) {
    step = Math.min(expected, SHARED);
  }

  PackedMatrix matrix(int outputs, int depth) {
    return new PackedMatrix(outputs, depth, withRoom(PackedMatrix.size(outputs, depth)));
  }

  Slab withRoom(long size) {
    if (size > SHARED / 4) {
      return new Slab(Slab.padded(size));
    }
    if (slab == null || !slab.hasRoom(size)) {
      slab = new Slab(Math.max(Slab.padded(size), step));
    }
    return slab;
  }
}
