package org.ilf4j.model.vector;

/**
 * Keys and values of 64 positions in all layers. Keys lie as panels (64 positions side by side for
 * each dimension), so that scores are a product like any other; values lie vector by vector.
 */
final class Page {
  /** Positions of a page. */
  static final int POSITIONS = Tile.WIDTH;

  private final ModelShape shape;
  private final float[] numbers;
  private final int start;

  Page(ModelShape shape, Slab<float[]> slab) {
    this.shape = shape;
    this.numbers = slab.numbers();
    this.start = slab.take(size(shape));
  }

  /** The numbers that a page takes. */
  static long size(ModelShape shape) {
    return (long) shape.layers() * layerSize(shape);
  }

  private static int layerSize(ModelShape shape) {
    return shape.heads() * POSITIONS * (shape.headDim() + shape.valueStride());
  }

  float[] numbers() {
    return numbers;
  }

  /** Where the key panel of a head begins. */
  int keys(int layer, int head) {
    return start + layer * layerSize(shape) + head * POSITIONS * shape.headDim();
  }

  /** Where the value vectors of a head begin. */
  int values(int layer, int head) {
    return start
        + layer * layerSize(shape)
        + shape.heads() * POSITIONS * shape.headDim()
        + head * POSITIONS * shape.valueStride();
  }

  void store(int layer, int head, int slot, float[] key, int keyAt, float[] value, int valueAt) {
    int keys = keys(layer, head) + slot;
    for (int i = 0; i < shape.headDim(); i++) {
      numbers[keys + i * POSITIONS] = key[keyAt + i];
    }
    int values = values(layer, head) + slot * shape.valueStride();
    System.arraycopy(value, valueAt, numbers, values, shape.headDim());
  }
}
