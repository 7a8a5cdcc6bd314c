package org.ilf4j.model.vector;

import java.util.Arrays;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CodeGenConfig;

/** All weights, packed. */
record Weights(
    float[] embedding,
    Block[] blocks,
    float[] normWeight,
    float[] normBias,
    PackedMatrix head,
    float[] headBias) {

  private static final int HEAD_PART = 64 * Tile.WIDTH;

  static Weights of(Checkpoint checkpoint) {
    CodeGenConfig config = checkpoint.config();
    int width = config.width();
    int vocabSize = config.vocabSize();
    // The largest arrays come first: later, free memory lies in pieces.
    float[] embedding = checkpoint.copy("transformer.wte.weight");
    Slabs slabs = new Slabs(config.parameters());
    PackedMatrix head = head(checkpoint, slabs.matrix(vocabSize, width));
    Block[] blocks = new Block[config.layers()];
    Arrays.setAll(blocks, layer -> Block.of(checkpoint, layer, slabs));
    return new Weights(
        embedding,
        blocks,
        checkpoint.copy("transformer.ln_f.weight"),
        checkpoint.copy("transformer.ln_f.bias"),
        head,
        Lanes.padded(checkpoint.floats("lm_head.bias"), Tile.WIDTH));
  }

  /** The largest matrix comes in parts, so as not to be in memory twice. */
  private static PackedMatrix head(Checkpoint checkpoint, PackedMatrix head) {
    for (int from = 0; from < head.outputs(); from += HEAD_PART) {
      int to = Math.min(from + HEAD_PART, head.outputs());
      float[] rows = checkpoint.rows("lm_head.weight", from, to - from);
      head.fill(from, to, rows, head.depth(), 0, i -> i);
    }
    return head;
  }

  /** Multiply-adds for one row, attention left out. */
  long multiplications() {
    long perLayer = blocks[0].bytes() / Float.BYTES;
    return perLayer * blocks.length + head.bytes() / Float.BYTES;
  }
}
