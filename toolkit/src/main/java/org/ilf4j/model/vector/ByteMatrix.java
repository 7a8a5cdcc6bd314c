package org.ilf4j.model.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Weights as whole numbers from -127 to 127 times one float32 for each output. A word holds, from
 * its lowest byte on, the numbers of outputs i, 16 + i, 32 + i and 48 + i.
 */
final class ByteMatrix extends PackedMatrix {
  /** Words for the 64 outputs of one input. */
  static final int WORDS = Tile.WIDTH / 4;

  private static final int MOST = 127;
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final VectorSpecies<Integer> WORD = S.withLanes(int.class);
  private static final int L = Lanes.COUNT;

  private final int[] panels;
  private final int start;
  private final float[] scales;

  ByteMatrix(int outputs, int depth, RowSource rows, Slabs<int[]> slabs) {
    super(outputs, depth);
    Slab<int[]> slab = slabs.withRoom(size() / 4);
    panels = slab.numbers();
    start = slab.take(size() / 4);
    scales = new float[panelCount() * Tile.WIDTH];
    pack(rows, this::store);
  }

  private void store(int panel, float[][] rows) {
    int at = at(panel);
    float[] scale = new float[Tile.WIDTH];
    for (int i = 0; i < Tile.WIDTH; i++) {
      scale[i] = scaleOf(rows[i]);
    }
    System.arraycopy(scale, 0, scales, panel * Tile.WIDTH, Tile.WIDTH);
    for (int k = 0; k < depth(); k++) {
      for (int i = 0; i < WORDS; i++) {
        int word = 0;
        for (int part = 3; part >= 0; part--) {
          int output = part * WORDS + i;
          word = word << 8 | Math.round(rows[output][k] / scale[output]) & 0xff;
        }
        panels[at++] = word;
      }
    }
  }

  /** What 127 stands for, over 127: the largest weight loses nothing. */
  static float scaleOf(float[] row) {
    float largest = 0;
    for (float weight : row) {
      largest = Math.max(largest, Math.abs(weight));
    }
    return largest == 0 ? 1 : largest / MOST;
  }

  private int at(int panel) {
    return start + panel * depth() * WORDS;
  }

  @Override
  void multiplyRow(float[] a, int a0, int panel, float[] c) {
    for (int i = 0; i < WORDS; i += L) {
      multiply(a, a0, depth(), panels, at(panel) + i, c, i);
    }
    scale(panel, 1, c);
  }

  /** One row with the outputs of a vector of words. */
  static void multiply(float[] a, int a0, int depth, int[] b, int b0, float[] c, int c0) {
    FloatVector sum0 = FloatVector.zero(S);
    FloatVector sum1 = FloatVector.zero(S);
    FloatVector sum2 = FloatVector.zero(S);
    FloatVector sum3 = FloatVector.zero(S);
    for (int k = 0; k < depth; k++) {
      FloatVector x = FloatVector.broadcast(S, a[a0 + k]);
      IntVector w = IntVector.fromArray(WORD, b, b0 + k * WORDS);
      sum0 = x.fma(part(w, 24), sum0);
      sum1 = x.fma(part(w, 16), sum1);
      sum2 = x.fma(part(w, 8), sum2);
      sum3 = x.fma(part(w, 0), sum3);
    }
    sum0.intoArray(c, c0);
    sum1.intoArray(c, c0 + WORDS);
    sum2.intoArray(c, c0 + 2 * WORDS);
    sum3.intoArray(c, c0 + 3 * WORDS);
  }

  /** The byte that a shift to the left brings to the top, with its sign. */
  private static FloatVector part(IntVector word, int shift) {
    return (FloatVector) signed(word.lanewise(VectorOperators.LSHL, shift));
  }

  private static jdk.incubator.vector.Vector<Float> signed(IntVector shifted) {
    return shifted.lanewise(VectorOperators.ASHR, 24).convert(VectorOperators.I2F, 0);
  }

  @Override
  float[] wide(int panel, Range inputs, float[] room) {
    widen(panels, at(panel) + inputs.from() * WORDS, inputs.size(), room);
    return room;
  }

  static void widen(int[] b, int b0, int depth, float[] wide) {
    for (int k = 0; k < depth; k++) {
      for (int i = 0; i < WORDS; i += L) {
        IntVector w = IntVector.fromArray(WORD, b, b0 + k * WORDS + i);
        int to = k * Tile.WIDTH + i;
        part(w, 24).intoArray(wide, to);
        part(w, 16).intoArray(wide, to + WORDS);
        part(w, 8).intoArray(wide, to + 2 * WORDS);
        part(w, 0).intoArray(wide, to + 3 * WORDS);
      }
    }
  }

  @Override
  void scale(int panel, int rows, float[] c) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < Tile.WIDTH; i += L) {
        int at = r * Tile.WIDTH + i;
        FloatVector scale = FloatVector.fromArray(S, scales, panel * Tile.WIDTH + i);
        FloatVector.fromArray(S, c, at).mul(scale).intoArray(c, at);
      }
    }
  }
}
