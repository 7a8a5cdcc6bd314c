package org.ilf4j.model.vector;

import java.util.Arrays;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.ilf4j.model.engine.Precision;

/** All weights, packed. */
record Weights(
    Embedding embedding,
    Block[] blocks,
    float[] normWeight,
    float[] normBias,
    PackedMatrix head,
    float[] headBias) {

  static Weights of(Checkpoint checkpoint, Precision precision) {
    CodeGenConfig config = checkpoint.config();
    Matrices matrices = Matrices.of(precision, config.parameters());
    // The largest arrays come first: later, free memory lies in pieces.
    Embedding embedding = Embedding.of(checkpoint, precision);
    StoredRows rows = new StoredRows(checkpoint, "lm_head.weight");
    PackedMatrix head =
        matrices.pack(
            config.vocabSize(), config.width(), (output, row) -> rows.copy(output, row, 0));
    Block[] blocks = new Block[config.layers()];
    Arrays.setAll(blocks, layer -> Block.of(checkpoint, layer, matrices));
    return new Weights(
        embedding,
        blocks,
        checkpoint.copy("transformer.ln_f.weight"),
        checkpoint.copy("transformer.ln_f.bias"),
        head,
        Lanes.padded(checkpoint.floats("lm_head.bias"), Tile.WIDTH));
  }

  /** Multiply-adds for one row, attention left out. */
  long multiplications() {
    return blocks[0].size() * blocks.length + head.size();
  }
}
