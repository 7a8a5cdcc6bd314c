package org.ilf4j.model.vector;

import java.util.Arrays;

/**
 * Weights as the tiles read them: panels of 64 outputs, within a panel the 64 outputs' weights of
 * one input side by side. Outputs are filled up with zeros to whole panels. How a weight is stored
 * is the business of three classes; what they compute is one thing: float32 sums over the inputs
 * from first to last, one fused multiply-add each, of weights widened exactly, at the end times the
 * output's scale where there is one.
 */
abstract class PackedMatrix {
  private final int outputs;
  private final int depth;

  PackedMatrix(int outputs, int depth) {
    this.outputs = outputs;
    this.depth = depth;
  }

  /** The weights that such a matrix holds, those of whole panels. */
  static long size(int outputs, int depth) {
    return (long) Lanes.roundUp(outputs, Tile.WIDTH) * depth;
  }

  final int outputs() {
    return outputs;
  }

  final int depth() {
    return depth;
  }

  final int panelCount() {
    return Lanes.roundUp(outputs, Tile.WIDTH) / Tile.WIDTH;
  }

  final long size() {
    return size(outputs, depth);
  }

  /** Multiplies one row with a panel, straight from how it is stored; 64 sums to {@code c}. */
  abstract void multiplyRow(float[] a, int a0, int panel, float[] c);

  /**
   * Part of a panel in float32, for several rows: in place, or widened.
   *
   * @param inputs which inputs' weights
   * @param room {@code 64 * inputs.size()} numbers that the part may be written to
   * @return the array that holds it, from {@link #wideAt} on
   */
  abstract float[] wide(int panel, Range inputs, float[] room);

  /** Where the part lies that {@link #wide} gives: a widened one lies at the beginning. */
  int wideAt(int panel, Range inputs) {
    return 0;
  }

  /** Multiplies the sums of {@code rows} rows with the outputs' scales, where there are such. */
  void scale(int panel, int rows, float[] c) {}

  /** Calls {@code packing} for each panel with its 64 rows, zeros where there is no output. */
  final void pack(RowSource rows, Packing packing) {
    float[][] panel = new float[Tile.WIDTH][depth];
    for (int p = 0; p < panelCount(); p++) {
      for (int i = 0; i < Tile.WIDTH; i++) {
        int output = p * Tile.WIDTH + i;
        if (output < outputs) {
          rows.copy(output, panel[i]);
        } else {
          Arrays.fill(panel[i], 0);
        }
      }
      packing.take(p, panel);
    }
  }

  /** Stores a panel. */
  interface Packing {
    void take(int panel, float[][] rows);
  }
}
