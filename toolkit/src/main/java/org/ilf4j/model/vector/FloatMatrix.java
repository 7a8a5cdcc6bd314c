package org.ilf4j.model.vector;

/** Weights in float32. */
final class FloatMatrix extends PackedMatrix {
  private final float[] panels;
  private final int start;

  FloatMatrix(int outputs, int depth, RowSource rows, Slabs<float[]> slabs) {
    super(outputs, depth);
    Slab<float[]> slab = slabs.withRoom(size());
    panels = slab.numbers();
    start = slab.take(size());
    pack(rows, this::store);
  }

  private void store(int panel, float[][] rows) {
    int at = at(panel);
    for (int k = 0; k < depth(); k++) {
      for (int i = 0; i < Tile.WIDTH; i++) {
        panels[at++] = rows[i][k];
      }
    }
  }

  @Override
  void multiplyRow(float[] a, int a0, int panel, float[] c) {
    Tile.multiply(1, a, a0, 0, depth(), panels, at(panel), c, 0, Tile.WIDTH);
  }

  @Override
  float[] wide(int panel, Range inputs, float[] room) {
    return panels;
  }

  @Override
  int wideAt(int panel, Range inputs) {
    return at(panel) + inputs.from() * Tile.WIDTH;
  }

  private int at(int panel) {
    return start + panel * depth() * Tile.WIDTH;
  }
}
