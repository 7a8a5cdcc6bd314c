package org.ilf4j.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import org.ilf4j.model.checkpoint.CodeGenConfig;

/**
 * CodeGen's forward pass up to the loss, in operations that PyTorch can differentiate. All
 * intermediate arrays belong to the given manager and end with it. So do the numbers that arrays
 * are multiplied with: DJL keeps them in Java's memory, {@code mul(Number)} lets go of that at
 * once, and the backward pass would read what the garbage collector has already given to others.
 */
final class LossGraph {
  private static final double GELU_SCALE = 2 * Math.sqrt(2 / Math.PI);

  private final Weights weights;
  private final CodeGenConfig config;
  private final NDManager manager;
  private final Pass pass;
  private final Rotary rotary;
  private final NDArray mask;
  private final NDArray queryScale;
  private final NDArray geluScale;
  private final NDArray geluCubicScale;

  LossGraph(Weights weights, Pass pass, NDManager manager) {
    this.weights = weights;
    this.config = weights.config();
    this.manager = manager;
    this.pass = pass;
    this.rotary = new Rotary(config, pass.length(), manager);
    this.mask = causalMask(pass.length());
    this.queryScale = manager.create(1 / Math.sqrt(config.headDim()));
    this.geluScale = manager.create(GELU_SCALE);
    this.geluCubicScale = manager.create(0.044715 * GELU_SCALE);
  }

  /** The pass's share of its step's loss. */
  NDArray loss() {
    NDArray logits = logits(manager.create(pass.positions()));
    NDArray targets = manager.create(pass.targets(), new Shape(pass.learned(), 1));
    NDArray weight = manager.create(pass.weights(), new Shape(pass.learned(), 1));
    return logits.logSoftmax(-1).gather(targets, 1).mul(weight).sum().neg();
  }

  /** Logits at these positions, counted over all rows. */
  NDArray logits(NDArray positions) {
    int width = config.width();
    NDArray ids = manager.create(pass.inputs(), new Shape(pass.rows(), pass.length()));
    NDArray x = rowsOf(weights.get("transformer.wte.weight"), ids);
    for (int layer = 0; layer < config.layers(); layer++) {
      x = block(x, "transformer.h." + layer + ".");
    }
    NDArray learned = rowsOf(x.reshape(-1, width), positions);
    return linear(layerNorm(learned, "transformer.ln_f"), "lm_head");
  }

  /** Attention and feed-forward layer side by side behind one norm. */
  private NDArray block(NDArray x, String block) {
    NDArray normed = layerNorm(x, block + "ln_1");
    NDArray attended = linear(attention(normed, block), block + "attn.out_proj");
    NDArray inner = gelu(linear(normed, block + "mlp.fc_in"));
    return x.add(attended).add(linear(inner, block + "mlp.fc_out"));
  }

  private NDArray attention(NDArray x, String block) {
    int rows = pass.rows();
    int heads = config.heads();
    int width = config.width();
    NDList parts =
        linear(x, block + "attn.qkv_proj")
            .reshape(rows, pass.length(), 3L * heads, config.headDim())
            .split(new long[] {2L * heads}, 2);
    NDList queriesAndKeys = rotary.apply(parts.get(0)).split(new long[] {heads}, 2);
    NDArray query = queriesAndKeys.get(0).transpose(0, 2, 1, 3);
    NDArray key = queriesAndKeys.get(1).transpose(0, 2, 3, 1);
    NDArray value = parts.get(1).transpose(0, 2, 1, 3);
    NDArray scores = query.mul(queryScale).matMul(key).add(mask);
    return scores.softmax(-1).matMul(value).transpose(0, 2, 1, 3).reshape(rows, -1, width);
  }

  /** {@code gelu_new}: 0.5 x (1 + tanh u) is x sigmoid(2 u). */
  private NDArray gelu(NDArray x) {
    NDArray inner = x.mul(x).mul(geluCubicScale).add(geluScale).mul(x);
    return inner.getNDArrayInternal().sigmoid().mul(x);
  }

  private NDArray layerNorm(NDArray x, String name) {
    return x.getNDArrayInternal()
        .layerNorm(
            x,
            new Shape(config.width()),
            weights.get(name + ".weight"),
            weights.get(name + ".bias"),
            config.layerNormEps())
        .singletonOrThrow();
  }

  private NDArray linear(NDArray x, String name) {
    return x.getNDArrayInternal()
        .linear(x, weights.get(name + ".weight"), weights.get(name + ".bias"))
        .singletonOrThrow();
  }

  private NDArray rowsOf(NDArray matrix, NDArray indices) {
    return indices
        .getNDArrayInternal()
        .embedding(indices, matrix, SparseFormat.DENSE)
        .singletonOrThrow();
  }

  private NDArray causalMask(int length) {
    float[] mask = new float[length * length];
    for (int query = 0; query < length; query++) {
      for (int key = query + 1; key < length; key++) {
        mask[query * length + key] = Float.NEGATIVE_INFINITY;
      }
    }
    return manager.create(mask, new Shape(length, length));
  }
}
