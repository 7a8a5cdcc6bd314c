package org.ilf4j.model.vector;

import java.util.function.IntUnaryOperator;

/**
 * Weights as the tiles read them: panels of 64 outputs, within a panel the 64 outputs' weights of
 * one input side by side. Outputs are filled up with zeros to whole panels.
 */
final class PackedMatrix {
  private final int outputs;
  private final int depth;
  private final float[] panels;
  private final int start;

  PackedMatrix(int outputs, int depth, Slab slab) {
    this.outputs = outputs;
    this.depth = depth;
    this.panels = slab.numbers();
    this.start = slab.take(size(outputs, depth));
  }

  /** The numbers that such a matrix takes. */
  static long size(int outputs, int depth) {
    return (long) Lanes.roundUp(outputs, Tile.WIDTH) * depth;
  }

  int outputs() {
    return outputs;
  }

  int depth() {
    return depth;
  }

  int panelCount() {
    return Lanes.roundUp(outputs, Tile.WIDTH) / Tile.WIDTH;
  }

  float[] panels() {
    return panels;
  }

  /** Where a panel begins. */
  int offset(int panel) {
    return start + panel * depth * Tile.WIDTH;
  }

  long bytes() {
    return size(outputs, depth) * Float.BYTES;
  }

  /**
   * Takes weights stored row by row, one row for each output.
   *
   * @param from first output to fill
   * @param to behind the last output to fill
   * @param source rows of {@code length} weights
   * @param length weights in a row
   * @param depthFrom the input that the first weight of a row belongs to
   * @param rowOf which row holds the output {@code from + i}, by i
   */
  PackedMatrix fill(
      int from, int to, float[] source, int length, int depthFrom, IntUnaryOperator rowOf) {
    int[] starts = new int[to - from];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = rowOf.applyAsInt(i) * length;
    }
    for (int panel = from / Tile.WIDTH; panel * Tile.WIDTH < to; panel++) {
      int first = Math.max(from, panel * Tile.WIDTH);
      int last = Math.min(to, (panel + 1) * Tile.WIDTH);
      for (int k = 0; k < length; k++) {
        int base = offset(panel) + (depthFrom + k) * Tile.WIDTH - panel * Tile.WIDTH;
        for (int output = first; output < last; output++) {
          panels[base + output] = source[starts[output - from] + k];
        }
      }
    }
    return this;
  }
}
