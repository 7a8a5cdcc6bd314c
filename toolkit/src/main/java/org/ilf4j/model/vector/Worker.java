package org.ilf4j.model.vector;

import jdk.incubator.vector.FloatVector;
import org.ilf4j.model.engine.Rotary;

/** What one thread does in a pass, with the memory it needs for that. */
final class Worker {
  private final ModelShape shape;
  private final Weights weights;
  private final Team team;
  private final Product product = new Product();
  private final Attention attention;

  Worker(ModelShape shape, Weights weights, Rotary rotary, Team team) {
    this.shape = shape;
    this.weights = weights;
    this.team = team;
    this.attention = new Attention(shape, rotary);
  }

  /** Carries this part of the batch through all layers. */
  void run(Pass pass, int part) {
    embed(pass, part);
    for (int layer = 0; layer < shape.layers(); layer++) {
      layer(pass, part, layer);
    }
    head(pass, part);
  }

  private void embed(Pass pass, int part) {
    Range own = pass.ownRows(part);
    for (int row = own.from(); row < own.to(); row++) {
      int token = pass.tokens()[pass.tokensFrom() + row];
      weights.embedding().copy(token, pass.batch().residual(), row * shape.residualStride());
    }
  }

  private void layer(Pass pass, int part, int layer) {
    Batch batch = pass.batch();
    Block block = weights.blocks()[layer];
    Range rows = pass.rows(part);
    normalise(batch, pass.ownRows(part), block.normWeight(), block.normBias());
    meet(!pass.byRows());
    product.multiply(
        batch.normed(),
        0,
        shape.width(),
        rows,
        block.in(),
        pass.columns(block.in().panelCount(), part),
        (tile, height, row, output, outputs) ->
            project(batch.projections(), block, tile, height, row, output, outputs));
    meet(!pass.byRows());
    Range heads = pass.columns(shape.heads(), part);
    attention.store(batch, layer, rows, heads);
    meet(pass.byRows() && batch.isOnePrompt());
    attention.attend(batch, layer, rows, heads);
    meet(!pass.byRows());
    product.multiply(
        batch.projections(),
        shape.queriesAt(),
        shape.projected(),
        rows,
        block.out(),
        pass.columns(block.out().panelCount(), part),
        (tile, height, row, output, outputs) ->
            addTo(batch.residual(), block.outBias(), tile, height, row, output));
    meet(!pass.byRows());
  }

  private void head(Pass pass, int part) {
    Range own = common(pass.ownRows(part), pass.wanted());
    normalise(pass.batch(), own, weights.normWeight(), weights.normBias());
    meet(!pass.byRows());
    product.multiply(
        pass.batch().normed(),
        0,
        shape.width(),
        common(pass.rows(part), pass.wanted()),
        weights.head(),
        pass.columns(weights.head().panelCount(), part),
        (tile, height, row, output, outputs) ->
            logits(pass, tile, height, row - pass.wanted().from(), output, outputs));
  }

  private void meet(boolean needed) {
    if (needed) {
      team.await();
    }
  }

  private static Range common(Range a, Range b) {
    int from = Math.max(a.from(), b.from());
    return new Range(from, Math.max(from, Math.min(a.to(), b.to())));
  }

  private void normalise(Batch batch, Range rows, float[] weight, float[] bias) {
    for (int row = rows.from(); row < rows.to(); row++) {
      Lanes.layerNorm(
          batch.residual(),
          row * shape.residualStride(),
          shape.width(),
          weight,
          bias,
          shape.epsilon(),
          batch.normed(),
          row * shape.width());
    }
  }

  /** Keys, values and queries as they are; inner numbers with bias and GELU. */
  private void project(
      float[] projections,
      Block block,
      float[] tile,
      int height,
      int row,
      int output,
      int outputs) {
    int plain = Math.max(0, Math.min(outputs, 3 * shape.width() - output));
    for (int r = 0; r < height; r++) {
      int from = r * Tile.WIDTH;
      int to = (row + r) * shape.projected() + output;
      System.arraycopy(tile, from, projections, to, plain);
      if (plain < outputs) {
        activate(tile, from, block.inBias(), output);
        System.arraycopy(tile, from + plain, projections, to + plain, outputs - plain);
      }
    }
  }

  static void activate(float[] tile, int from, float[] bias, int output) {
    for (int i = 0; i < Tile.WIDTH; i += Lanes.COUNT) {
      FloatVector sum = FloatVector.fromArray(Lanes.SPECIES, tile, from + i);
      FloatVector inner = sum.add(FloatVector.fromArray(Lanes.SPECIES, bias, output + i));
      Lanes.geluNew(inner).intoArray(tile, from + i);
    }
  }

  private void addTo(
      float[] residual, float[] bias, float[] tile, int height, int row, int output) {
    for (int r = 0; r < height; r++) {
      int to = (row + r) * shape.residualStride() + output;
      for (int i = 0; i < Tile.WIDTH; i += Lanes.COUNT) {
        FloatVector.fromArray(Lanes.SPECIES, residual, to + i)
            .add(
                FloatVector.fromArray(Lanes.SPECIES, tile, r * Tile.WIDTH + i)
                    .add(FloatVector.fromArray(Lanes.SPECIES, bias, output + i)))
            .intoArray(residual, to + i);
      }
    }
  }

  private void logits(Pass pass, float[] tile, int height, int row, int output, int outputs) {
    float[] bias = weights.headBias();
    for (int r = 0; r < height; r++) {
      int to = (row + r) * shape.vocabSize() + output;
      for (int i = 0; i < outputs; i++) {
        pass.logits()[to + i] = tile[r * Tile.WIDTH + i] + bias[output + i];
      }
    }
  }
}
