package org.ilf4j.model.vector;

import java.util.Arrays;
import org.ilf4j.model.engine.Rotary;

/**
 * Attention of a batch's rows over their prompt, which rows share, and their own tokens. Scores and
 * weights of a row lie side by side from position 0 on, wherever the prompt ends. One for each
 * thread.
 */
final class Attention {
  private final ModelShape shape;
  private final Rotary rotary;
  private final int scoreStride;
  private final float[] scores;
  private final float[] mixed;
  private final float inverseRoot;

  Attention(ModelShape shape, Rotary rotary) {
    this.shape = shape;
    this.rotary = rotary;
    this.scoreStride = Lanes.roundUp(shape.contextLength(), Page.POSITIONS) + Page.POSITIONS;
    this.scores = new float[Tile.ROWS * scoreStride];
    this.mixed = new float[Tile.ROWS * shape.valueStride()];
    this.inverseRoot = (float) (1 / Math.sqrt(shape.headDim()));
  }

  /** Turns queries and keys by position and stores keys and values. */
  void store(Batch batch, int layer, Range rows, Range heads) {
    float[] h = batch.projections();
    for (int row = rows.from(); row < rows.to(); row++) {
      int index = batch.index(row);
      Sequence own = batch.sequence(row);
      Page page = own.page(index / Page.POSITIONS);
      int at = row * shape.projected();
      for (int head = heads.from(); head < heads.to(); head++) {
        int key = at + head * shape.headDim();
        rotate(h, key, own.base() + index);
        rotate(h, key + shape.queriesAt(), own.base() + index);
        page.store(layer, head, index % Page.POSITIONS, h, key, h, key + shape.valuesAt());
      }
    }
  }

  /** Pairs lie apart: dimension i turns with dimension pairs + i. */
  private void rotate(float[] vector, int at, int position) {
    int pairs = rotary.pairs();
    for (int i = 0; i < pairs; i++) {
      float cos = rotary.cos(position, i);
      float sin = rotary.sin(position, i);
      float even = vector[at + i];
      float odd = vector[at + pairs + i];
      vector[at + i] = even * cos - odd * sin;
      vector[at + pairs + i] = odd * cos + even * sin;
    }
  }

  /** Replaces the rows' queries by what they attend to. */
  void attend(Batch batch, int layer, Range rows, Range heads) {
    int row = rows.from();
    while (row < rows.to()) {
      int alike = 1;
      while (row + alike < rows.to() && batch.sharePrompt(row, row + alike)) {
        alike++;
      }
      int height = Product.height(alike);
      for (int head = heads.from(); head < heads.to(); head++) {
        attend(batch, layer, row, height, head);
      }
      row += height;
    }
  }

  /** Up to 5 rows that share their prompt, or are neighbours in one prompt. */
  private void attend(Batch batch, int layer, int row, int height, int head) {
    Sequence first = batch.sequence(row);
    int promptLength = first.base();
    score(batch, layer, row, height, head);
    Arrays.fill(mixed, 0);
    float[] sums = new float[Tile.ROWS];
    for (int r = 0; r < height; r++) {
      int count = promptLength + batch.index(row + r) + 1;
      int at = r * scoreStride;
      sums[r] = Lanes.softmaxWeights(scores, at, count, inverseRoot, scores, at);
    }
    mix(first.prompt(), promptLength, layer, head, 0, height, 0);
    if (batch.isOnePrompt()) {
      int last = batch.index(row + height - 1) + 1;
      for (int r = 0; r < height; r++) {
        int at = r * scoreStride;
        Arrays.fill(scores, at + batch.index(row + r) + 1, at + last, 0);
      }
      mix(first, last, layer, head, 0, height, 0);
    } else {
      for (int r = 0; r < height; r++) {
        Sequence own = batch.sequence(row + r);
        mix(own, batch.index(row + r) + 1, layer, head, r, 1, promptLength);
      }
    }
    for (int r = 0; r < height; r++) {
      write(batch.projections(), row + r, head, r, sums[r]);
    }
  }

  private void score(Batch batch, int layer, int row, int height, int head) {
    Sequence first = batch.sequence(row);
    int promptLength = first.base();
    score(batch, first.prompt(), promptLength, layer, head, row, height, 0, 0);
    if (batch.isOnePrompt()) {
      int last = batch.index(row + height - 1) + 1;
      score(batch, first, last, layer, head, row, height, 0, 0);
    } else {
      for (int r = 0; r < height; r++) {
        Sequence own = batch.sequence(row + r);
        int length = batch.index(row + r) + 1;
        score(batch, own, length, layer, head, row + r, 1, r, promptLength);
      }
    }
  }

  private void score(
      Batch batch,
      Sequence keys,
      int length,
      int layer,
      int head,
      int row,
      int height,
      int slot,
      int position) {
    int query = row * shape.projected() + shape.queriesAt() + head * shape.headDim();
    for (int from = 0; from < length; from += Page.POSITIONS) {
      Page page = keys.page(from / Page.POSITIONS);
      Tile.multiply(
          height,
          batch.projections(),
          query,
          shape.projected(),
          shape.headDim(),
          page.numbers(),
          page.keys(layer, head),
          scores,
          slot * scoreStride + position + from,
          scoreStride);
    }
  }

  private void mix(
      Sequence values, int length, int layer, int head, int slot, int height, int position) {
    for (int from = 0; from < length; from += Page.POSITIONS) {
      Page page = values.page(from / Page.POSITIONS);
      Mixture.add(
          height,
          scores,
          slot * scoreStride + position + from,
          scoreStride,
          Math.min(Page.POSITIONS, length - from),
          page.numbers(),
          page.values(layer, head),
          shape.valueStride(),
          mixed,
          slot * shape.valueStride());
    }
  }

  private void write(float[] projections, int row, int head, int slot, float sum) {
    int to = row * shape.projected() + shape.queriesAt() + head * shape.headDim();
    int from = slot * shape.valueStride();
    float scale = 1 / sum;
    for (int i = 0; i < shape.headDim(); i++) {
      projections[to + i] = mixed[from + i] * scale;
    }
  }
}
