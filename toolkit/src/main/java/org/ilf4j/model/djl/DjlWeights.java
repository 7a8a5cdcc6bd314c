package org.ilf4j.model.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CodeGenConfig;

/** Brings a checkpoint's tensors to the device, arranged for two matrix products a layer. */
final class DjlWeights {
  private final Checkpoint checkpoint;
  private final CodeGenConfig config;
  private final NDManager manager;
  private final DataType matrixType;

  /**
   * @param matrixType what the layers' matrices become; all else stays float32
   */
  DjlWeights(Checkpoint checkpoint, NDManager manager, DataType matrixType) {
    this.checkpoint = checkpoint;
    this.config = checkpoint.config();
    this.manager = manager;
    this.matrixType = matrixType;
  }

  NDArray get(String name) {
    return manager.create(checkpoint.floats(name), new Shape(checkpoint.shape(name)));
  }

  /**
   * Queries, keys, values and the feed-forward layer's input, below each other: [3d + inner, d].
   */
  NDArray joinedIn(String block) {
    int width = config.width();
    float[] joined = new float[(3 * width + config.innerWidth()) * width];
    float[] qkv = checkpoint.floats(block + "attn.qkv_proj.weight");
    for (int row = 0; row < 3 * width; row++) {
      System.arraycopy(qkv, storedRow(row) * width, joined, row * width, width);
    }
    float[] in = checkpoint.floats(block + "mlp.fc_in.weight");
    System.arraycopy(in, 0, joined, 3 * width * width, in.length);
    return matrix(joined, new Shape(3L * width + config.innerWidth(), width));
  }

  private NDArray matrix(float[] numbers, Shape shape) {
    NDArray exact = manager.create(numbers, shape);
    if (matrixType == DataType.FLOAT32) {
      return exact;
    }
    try (exact) {
      return exact.toType(matrixType, true);
    }
  }

  /** The bias of {@link #joinedIn}: attention has none. */
  NDArray joinedInBias(String block) {
    float[] joined = new float[3 * config.width() + config.innerWidth()];
    float[] bias = checkpoint.floats(block + "mlp.fc_in.bias");
    System.arraycopy(bias, 0, joined, 3 * config.width(), bias.length);
    return manager.create(joined);
  }

  /** The output products of attention and feed-forward layer, side by side: [d, d + inner]. */
  NDArray joinedOut(String block) {
    int width = config.width();
    int inner = config.innerWidth();
    float[] attention = checkpoint.floats(block + "attn.out_proj.weight");
    float[] out = checkpoint.floats(block + "mlp.fc_out.weight");
    float[] joined = new float[width * (width + inner)];
    for (int row = 0; row < width; row++) {
      System.arraycopy(attention, row * width, joined, row * (width + inner), width);
      System.arraycopy(out, row * inner, joined, row * (width + inner) + width, inner);
    }
    return matrix(joined, new Shape(width, width + inner));
  }

  /**
   * Where the file stores a row of the order q, k, v: in {@code mpNum} blocks, each ordered q, v,
   * k. Of a query or key head the rotary dimensions come apart, even ones first, so that a rotation
   * works on two halves.
   */
  private int storedRow(int row) {
    int width = config.width();
    int part = row / width;
    int inPart = row % width;
    if (part < 2) {
      inPart = inPart - inPart % config.headDim() + storedDimension(inPart % config.headDim());
    }
    int blockWidth = width / config.mpNum();
    int storedPart = part == 0 ? 0 : 3 - part; // k and v change places
    return (3 * (inPart / blockWidth) + storedPart) * blockWidth + inPart % blockWidth;
  }

  private int storedDimension(int dimension) {
    int half = config.rotaryDim() / 2;
    if (dimension >= config.rotaryDim()) {
      return dimension;
    }
    return dimension < half ? 2 * dimension : 2 * (dimension - half) + 1;
  }
}
