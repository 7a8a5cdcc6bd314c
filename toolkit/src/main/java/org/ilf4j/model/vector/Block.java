package org.ilf4j.model.vector;

import java.util.function.IntUnaryOperator;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CodeGenConfig;

/**
 * One layer's weights, packed. Keys, values, queries and the inner feed-forward numbers are one
 * product, attention's and the feed-forward output another.
 *
 * @param in to keys, values, queries, inner numbers
 * @param inBias zeros, then the inner numbers' bias; whole panels
 * @param out of attended and inner numbers
 * @param outBias whole panels
 */
record Block(
    float[] normWeight,
    float[] normBias,
    PackedMatrix in,
    float[] inBias,
    PackedMatrix out,
    float[] outBias) {

  static Block of(Checkpoint checkpoint, int layer, Slabs slabs) {
    CodeGenConfig config = checkpoint.config();
    String name = "transformer.h." + layer + ".";
    return new Block(
        checkpoint.copy(name + "ln_1.weight"),
        checkpoint.copy(name + "ln_1.bias"),
        in(checkpoint, config, name, slabs),
        inBias(checkpoint.floats(name + "mlp.fc_in.bias"), 3 * config.width()),
        out(checkpoint, config, name, slabs),
        Lanes.padded(checkpoint.floats(name + "mlp.fc_out.bias"), Tile.WIDTH));
  }

  private static PackedMatrix in(
      Checkpoint checkpoint, CodeGenConfig config, String name, Slabs slabs) {
    int width = config.width();
    int inner = config.innerWidth();
    float[] qkv = checkpoint.floats(name + "attn.qkv_proj.weight");
    float[] fcIn = checkpoint.floats(name + "mlp.fc_in.weight");
    return slabs
        .matrix(3 * width + inner, width)
        .fill(0, width, qkv, width, 0, stored(config, 2, true))
        .fill(width, 2 * width, qkv, width, 0, stored(config, 1, false))
        .fill(2 * width, 3 * width, qkv, width, 0, stored(config, 0, true))
        .fill(3 * width, 3 * width + inner, fcIn, width, 0, i -> i);
  }

  private static PackedMatrix out(
      Checkpoint checkpoint, CodeGenConfig config, String name, Slabs slabs) {
    int width = config.width();
    int inner = config.innerWidth();
    float[] attention = checkpoint.floats(name + "attn.out_proj.weight");
    float[] fcOut = checkpoint.floats(name + "mlp.fc_out.weight");
    return slabs
        .matrix(width, width + inner)
        .fill(0, width, attention, width, 0, i -> i)
        .fill(0, width, fcOut, inner, width, i -> i);
  }

  /**
   * Which row of qkv_proj holds dimension i of query (0), value (1) or key (2). The file has mpNum
   * blocks, each ordered q, v, k, and turns neighbouring dimensions; here the first of each pair
   * come first.
   */
  private static IntUnaryOperator stored(CodeGenConfig config, int which, boolean rotated) {
    int blockWidth = config.width() / config.mpNum();
    int headDim = config.headDim();
    int pairs = config.rotaryDim() / 2;
    return i -> {
      int inHead = i % headDim;
      int source = i;
      if (rotated && inHead < 2 * pairs) {
        source = i - inHead + (inHead < pairs ? 2 * inHead : 2 * (inHead - pairs) + 1);
      }
      return (3 * (source / blockWidth) + which) * blockWidth + source % blockWidth;
    };
  }

  private static float[] inBias(float[] bias, int plain) {
    float[] all = new float[Lanes.roundUp(plain + bias.length, Tile.WIDTH)];
    System.arraycopy(bias, 0, all, plain, bias.length);
    return all;
  }

  long bytes() {
    return in.bytes() + out.bytes();
  }
}
