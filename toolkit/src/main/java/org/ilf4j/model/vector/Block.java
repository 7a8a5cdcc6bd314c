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

  static Block of(Checkpoint checkpoint, int layer, Matrices matrices) {
    CodeGenConfig config = checkpoint.config();
    String name = "transformer.h." + layer + ".";
    return new Block(
        checkpoint.copy(name + "ln_1.weight"),
        checkpoint.copy(name + "ln_1.bias"),
        in(checkpoint, config, name, matrices),
        inBias(checkpoint.floats(name + "mlp.fc_in.bias"), 3 * config.width()),
        out(checkpoint, config, name, matrices),
        Lanes.padded(checkpoint.floats(name + "mlp.fc_out.bias"), Tile.WIDTH));
  }

  private static PackedMatrix in(
      Checkpoint checkpoint, CodeGenConfig config, String name, Matrices matrices) {
    int width = config.width();
    StoredRows qkv = new StoredRows(checkpoint, name + "attn.qkv_proj.weight");
    StoredRows fcIn = new StoredRows(checkpoint, name + "mlp.fc_in.weight");
    IntUnaryOperator keys = stored(config, 2, true);
    IntUnaryOperator values = stored(config, 1, false);
    IntUnaryOperator queries = stored(config, 0, true);
    IntUnaryOperator[] attention = {keys, values, queries};
    return matrices.pack(
        3 * width + config.innerWidth(),
        width,
        (output, row) -> {
          if (output < 3 * width) {
            qkv.copy(attention[output / width].applyAsInt(output % width), row, 0);
          } else {
            fcIn.copy(output - 3 * width, row, 0);
          }
        });
  }

  private static PackedMatrix out(
      Checkpoint checkpoint, CodeGenConfig config, String name, Matrices matrices) {
    int width = config.width();
    StoredRows attention = new StoredRows(checkpoint, name + "attn.out_proj.weight");
    StoredRows fcOut = new StoredRows(checkpoint, name + "mlp.fc_out.weight");
    return matrices.pack(
        width,
        width + config.innerWidth(),
        (output, row) -> {
          attention.copy(output, row, 0);
          fcOut.copy(output, row, width);
        });
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

  /** How many weights the two products have. */
  long size() {
    return in.size() + out.size();
  }
}
