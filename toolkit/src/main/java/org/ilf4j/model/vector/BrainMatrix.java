package org.ilf4j.model.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.ilf4j.model.checkpoint.NumberType;

/**
 * Weights in bfloat16, the upper halves of float32. A word holds the weights of outputs i (lower
 * half) and 32 + i (upper half), so that a shift or a mask makes a vector of neighbouring outputs.
 */
final class BrainMatrix extends PackedMatrix {
  /** Words for the 64 outputs of one input. */
  static final int WORDS = Tile.WIDTH / 2;

  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final VectorSpecies<Integer> WORD = S.withLanes(int.class);
  private static final int L = Lanes.COUNT;
  private static final int UPPER = 0xffff0000;

  private final int[] panels;
  private final int start;

  BrainMatrix(int outputs, int depth, RowSource rows, Slabs<int[]> slabs) {
    super(outputs, depth);
    Slab<int[]> slab = slabs.withRoom(size() / 2);
    panels = slab.numbers();
    start = slab.take(size() / 2);
    pack(rows, this::store);
  }

  private void store(int panel, float[][] rows) {
    int at = at(panel);
    for (int k = 0; k < depth(); k++) {
      for (int i = 0; i < WORDS; i++) {
        int lower = NumberType.floatToBrain(rows[i][k]) & 0xffff;
        panels[at++] = NumberType.floatToBrain(rows[WORDS + i][k]) << 16 | lower;
      }
    }
  }

  private int at(int panel) {
    return start + panel * depth() * WORDS;
  }

  @Override
  void multiplyRow(float[] a, int a0, int panel, float[] c) {
    for (int i = 0; i < WORDS; i += 2 * L) {
      multiply(a, a0, depth(), panels, at(panel) + i, c, i);
    }
  }

  /** One row with the outputs of 2 vectors of words. */
  static void multiply(float[] a, int a0, int depth, int[] b, int b0, float[] c, int c0) {
    FloatVector c00 = FloatVector.zero(S);
    FloatVector c01 = FloatVector.zero(S);
    FloatVector c10 = FloatVector.zero(S);
    FloatVector c11 = FloatVector.zero(S);
    for (int k = 0; k < depth; k++) {
      int word = b0 + k * WORDS;
      FloatVector x = FloatVector.broadcast(S, a[a0 + k]);
      IntVector w0 = IntVector.fromArray(WORD, b, word);
      IntVector w1 = IntVector.fromArray(WORD, b, word + L);
      c00 = x.fma(w0.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats(), c00);
      c01 = x.fma(w1.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats(), c01);
      c10 = x.fma(w0.and(UPPER).reinterpretAsFloats(), c10);
      c11 = x.fma(w1.and(UPPER).reinterpretAsFloats(), c11);
    }
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + L);
    c10.intoArray(c, c0 + WORDS);
    c11.intoArray(c, c0 + WORDS + L);
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
        w.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats().intoArray(wide, to);
        w.and(UPPER).reinterpretAsFloats().intoArray(wide, to + WORDS);
      }
    }
  }
}
