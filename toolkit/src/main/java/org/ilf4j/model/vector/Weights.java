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
    PackedMatrix head =
        matrices.pack(config.vocabSize(), config.width(), new HeadRows(checkpoint)::copy);
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

  /** The largest matrix comes in parts, so as not to be in memory twice. */
  private static final class HeadRows {
    private static final int PART = 64 * Tile.WIDTH;

    private final Checkpoint checkpoint;
    private final int width;
    private float[] part = new float[0];
    private int from;

    HeadRows(Checkpoint checkpoint) {
      this.checkpoint = checkpoint;
      this.width = checkpoint.config().width();
    }

    void copy(int output, float[] row) {
      if ((output - from + 1) * width > part.length) {
        from = output;
        int count = Math.min(PART, checkpoint.config().vocabSize() - from);
        part = checkpoint.rows("lm_head.weight", from, count);
      }
      System.arraycopy(part, (output - from) * width, row, 0, width);
    }
  }

  /** Multiply-adds for one row, attention left out. */
  long multiplications() {
    return blocks[0].size() * blocks.length + head.size();
  }
}
