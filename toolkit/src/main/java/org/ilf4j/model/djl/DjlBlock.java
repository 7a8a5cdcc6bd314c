package org.ilf4j.model.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import org.ilf4j.model.checkpoint.CodeGenConfig;

/** One layer for n tokens: x + attention(norm(x)) + feedForward(norm(x)). */
final class DjlBlock {

  /**
   * Mixes values: queries, keys and values [n, heads, headDim] enter, [n, heads, headDim] leaves.
   */
  interface Attention {
    NDArray mix(NDArray queries, NDArray keys, NDArray values);
  }

  private final CodeGenConfig config;
  private final NDArray normWeight;
  private final NDArray normBias;
  private final NDArray in;
  private final NDArray inBias;
  private final NDArray out;
  private final NDArray outBias;

  DjlBlock(DjlWeights weights, CodeGenConfig config, int layer) {
    this.config = config;
    String block = "transformer.h." + layer + ".";
    normWeight = weights.get(block + "ln_1.weight");
    normBias = weights.get(block + "ln_1.bias");
    in = weights.joinedIn(block);
    inBias = weights.joinedInBias(block);
    out = weights.joinedOut(block);
    outBias = weights.get(block + "mlp.fc_out.bias");
  }

  /** Everything but the result is freed at once. */
  NDArray forward(NDArray x, NDArray cos, NDArray sin, Attention attention) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      long width = config.width();
      long n = x.size(0);
      NDArray normed = norm(x, normWeight, normBias, config);
      NDList parts = linear(normed, in, inBias).split(new long[] {width, 2 * width, 3 * width}, 1);
      NDArray mixed =
          attention.mix(
              rotate(heads(parts.get(0)), cos, sin).mul(1 / Math.sqrt(config.headDim())),
              rotate(heads(parts.get(1)), cos, sin),
              heads(parts.get(2)));
      NDArray both = mixed.reshape(n, width).concat(geluNew(parts.get(3)), 1);
      NDArray sum = x.add(linear(both, out, outBias));
      NDScope.unregister(sum);
      return sum;
    }
  }

  private NDArray heads(NDArray flat) {
    return flat.reshape(flat.size(0), config.heads(), config.headDim());
  }

  /** Turns the two halves of each head's rotary dimensions; cos and sin are [n, 1, pairs]. */
  private NDArray rotate(NDArray heads, NDArray cos, NDArray sin) {
    long pairs = config.rotaryDim() / 2;
    NDList parts = heads.split(new long[] {pairs, 2 * pairs}, 2);
    NDArray even = parts.get(0);
    NDArray odd = parts.get(1);
    NDArray turnedEven = even.mul(cos).sub(odd.mul(sin));
    NDArray turnedOdd = odd.mul(cos).add(even.mul(sin));
    NDList turned = new NDList(turnedEven, turnedOdd);
    if (parts.size() > 2) {
      turned.add(parts.get(2));
    }
    return ai.djl.ndarray.NDArrays.concat(turned, 2);
  }

  static NDArray norm(NDArray x, NDArray weight, NDArray bias, CodeGenConfig config) {
    return LayerNorm.layerNorm(x, new Shape(config.width()), weight, bias, config.layerNormEps())
        .singletonOrThrow();
  }

  /** In the matrix's precision; what leaves is float32, so that all else is computed in that. */
  static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    DataType type = weight.getDataType();
    if (type == DataType.FLOAT32) {
      return Linear.linear(x, weight, bias).singletonOrThrow();
    }
    NDArray product = Linear.linear(x.toType(type, false), weight, null).singletonOrThrow();
    return product.toType(DataType.FLOAT32, false).add(bias);
  }

  /** GELU's tanh form, which NDArray does not offer. */
  private static NDArray geluNew(NDArray x) {
    NDArray inner = x.mul(x).mul(0.044715).add(1).mul(x).mul(Math.sqrt(2 / Math.PI));
    return inner.tanh().add(1).mul(x).mul(0.5);
  }
}
