package org.ilf4j.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CodeGenConfig;

/** One native array for each tensor of a checkpoint; so are AdamW's two moments. */
final class Weights {
  private final CodeGenConfig config;
  private final Map<String, NDArray> arrays;

  private Weights(CodeGenConfig config, Map<String, NDArray> arrays) {
    this.config = config;
    this.arrays = arrays;
  }

  /**
   * Copies a checkpoint into memory of PyTorch's own: it starts at a multiple of 64 bytes, unlike
   * Java's, and products of matrices round by where their factors start.
   */
  static Weights of(Checkpoint checkpoint, NDManager manager) {
    QkvOrder order = new QkvOrder(checkpoint.config());
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    for (String name : checkpoint.names()) {
      float[] floats = checkpoint.floats(name);
      float[] ordered = isQkv(name) ? order.fromFile(floats) : floats;
      try (NDArray java = manager.create(ordered, new Shape(checkpoint.shape(name)))) {
        arrays.put(name, java.duplicate());
      }
    }
    return new Weights(checkpoint.config(), arrays);
  }

  /** Zeros in the same shapes. */
  Weights zeros(NDManager manager) {
    Map<String, NDArray> zeros = new LinkedHashMap<>();
    arrays.forEach((name, array) -> zeros.put(name, manager.zeros(array.getShape())));
    return new Weights(config, zeros);
  }

  /** The same memory as leaves of a gradient tape of their own. */
  Weights leaves(NDManager manager) {
    Map<String, NDArray> leaves = new LinkedHashMap<>();
    arrays.forEach((name, array) -> leaves.put(name, Tape.leaf(array, manager)));
    return new Weights(config, leaves);
  }

  /** A copy as a checkpoint. */
  Checkpoint checkpoint() {
    QkvOrder order = new QkvOrder(config);
    Map<String, float[]> floats = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) -> {
          float[] ours = array.toFloatArray();
          floats.put(name, isQkv(name) ? order.toFile(ours) : ours);
        });
    return Checkpoint.of(config, floats);
  }

  private static boolean isQkv(String name) {
    return name.endsWith(".attn.qkv_proj.weight");
  }

  CodeGenConfig config() {
    return config;
  }

  Map<String, NDArray> arrays() {
    return arrays;
  }

  NDArray get(String name) {
    return arrays.get(name);
  }
}
