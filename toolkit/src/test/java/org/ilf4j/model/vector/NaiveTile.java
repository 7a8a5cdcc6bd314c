package org.ilf4j.model.vector;

/** The tile's product in plain loops, in the order the tile promises, and in another order. */
final class NaiveTile {
  private NaiveTile() {}

  static float fromFirstToLast(float[] a, int a0, int depth, float[] b, int b0, int column) {
    float sum = 0;
    for (int k = 0; k < depth; k++) {
      sum = Math.fma(a[a0 + k], b[b0 + k * Tile.WIDTH + column], sum);
    }
    return sum;
  }

  /** Two halves, added at the end: what a library does that splits k. */
  static float inTwoHalves(float[] a, int a0, int depth, float[] b, int b0, int column) {
    int half = depth / 2;
    return fromFirstToLast(a, a0, half, b, b0, column)
        + fromFirstToLast(a, a0 + half, depth - half, b, b0 + half * Tile.WIDTH, column);
  }
}
