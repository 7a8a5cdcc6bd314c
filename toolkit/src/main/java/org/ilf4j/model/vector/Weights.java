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

  static Weights of(Checkpoint checkpoint) {
    CodeGenConfig config = checkpoint.config();
    int width = config.width();
    int vocabSize = config.vocabSize();
    Slabs slabs = new Slabs(config.parameters());
    Block[] blocks = new Block[config.layers()];
    Arrays.setAll(blocks, layer -> Block.of(checkpoint, layer, slabs));
    return new Weights(
        checkpoint.floats("transformer.wte.weight").clone(),
        blocks,
        checkpoint.floats("transformer.ln_f.weight").clone(),
        checkpoint.floats("transformer.ln_f.bias").clone(),
        slabs
            .matrix(vocabSize, width)
            .fill(0, vocabSize, checkpoint.floats("lm_head.weight"), width, 0, i -> i),
        Lanes.padded(checkpoint.floats("lm_head.bias"), Tile.WIDTH));
  }

  /** Multiply-adds for one row, attention left out. */
  long multiplications() {
    long perLayer = blocks[0].bytes() / Float.BYTES;
    return perLayer * blocks.length + head.bytes() / Float.BYTES;
  }
}
