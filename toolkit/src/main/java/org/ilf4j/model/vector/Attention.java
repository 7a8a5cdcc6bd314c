package org.ilf4j.model.vector;

import java.util.Arrays;
import org.ilf4j.model.engine.Rotary;

/**
 * Attention of a batch's rows over their prompt, which rows share, and their own tokens. Scores and
 * weights of a row lie side by side from position 0 on, wherever the prompt ends. One for each
 * thread.
 */
final class Attention {
  /** Heads that are computed together. */
  private static final int HEADS = 4;

  private final ModelShape shape;
  private final Rotary rotary;
  private final int scoreStride;
  private final int headStride;
  private final float[] scores;
  private final float[] mixed;
  private final float[] sums;
  private final float inverseRoot;

  Attention(ModelShape shape, Rotary rotary) {
    this.shape = shape;
    this.rotary = rotary;
    this.scoreStride = Lanes.roundUp(shape.contextLength(), Page.POSITIONS) + Page.POSITIONS;
    this.headStride = Tile.ROWS * scoreStride;
    this.scores = new float[HEADS * headStride];
    this.mixed = new float[Tile.ROWS * HEADS * shape.valueStride()];
    this.sums = new float[Tile.ROWS * HEADS];
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
      for (int head = heads.from(); head < heads.to(); head += HEADS) {
        attend(batch, layer, row, height, head, Math.min(HEADS, heads.to() - head));
      }
      row += height;
    }
  }

  /**
   * Up to 4 heads of up to 5 rows that share their prompt, or are neighbours in one prompt.
   *
   * @param head the first head
   * @param heads how many
   */
  private void attend(Batch batch, int layer, int row, int height, int head, int heads) {
    for (int i = 0; i < heads; i++) {
      score(batch, layer, row, height, head + i, i * headStride);
      weigh(batch, row, height, i);
    }
    Arrays.fill(mixed, 0);
    for (int i = 0; i < heads; i++) {
      mixPrompt(batch, layer, row, height, head + i, i);
    }
    if (!batch.isOnePrompt()) {
      for (int r = 0; r < height; r++) {
        mixOwn(batch.sequence(row + r), batch.index(row + r) + 1, layer, head, heads, r);
      }
    }
    for (int i = 0; i < heads; i++) {
      for (int r = 0; r < height; r++) {
        write(batch.projections(), row + r, head + i, mixedAt(r, i), sums[r * HEADS + i]);
      }
    }
  }

  /** Where the sums of a row's head lie. */
  private int mixedAt(int slot, int head) {
    return (slot * HEADS + head) * shape.valueStride();
  }

  private void score(Batch batch, int layer, int row, int height, int head, int to) {
    Sequence first = batch.sequence(row);
    int promptLength = first.base();
    score(batch, first.prompt(), promptLength, layer, head, row, height, to);
    if (batch.isOnePrompt()) {
      int last = batch.index(row + height - 1) + 1;
      score(batch, first, last, layer, head, row, height, to);
    } else {
      for (int r = 0; r < height; r++) {
        int length = batch.index(row + r) + 1;
        scoreOwn(batch, row + r, length, layer, head, to + r * scoreStride + promptLength);
      }
    }
  }

  private void scoreOwn(Batch batch, int row, int length, int layer, int head, int to) {
    for (int from = 0; from < length; from += Page.POSITIONS) {
      Page page = batch.sequence(row).page(from / Page.POSITIONS);
      Tile.multiplyRow(
          batch.projections(),
          query(row, head),
          shape.headDim(),
          page.numbers(),
          page.keys(layer, head),
          scores,
          to + from,
          Math.min(Page.POSITIONS, length - from));
    }
  }

  private int query(int row, int head) {
    return row * shape.projected() + shape.queriesAt() + head * shape.headDim();
  }

  private void score(
      Batch batch, Sequence keys, int length, int layer, int head, int row, int height, int to) {
    for (int from = 0; from < length; from += Page.POSITIONS) {
      Page page = keys.page(from / Page.POSITIONS);
      Tile.multiply(
          height,
          batch.projections(),
          query(row, head),
          shape.projected(),
          shape.headDim(),
          page.numbers(),
          page.keys(layer, head),
          scores,
          to + from,
          scoreStride);
    }
  }

  /** Turns scores into weights and keeps their sums; what a row may not see weighs nothing. */
  private void weigh(Batch batch, int row, int height, int slot) {
    int promptLength = batch.sequence(row).base();
    int longest = promptLength + batch.index(row + height - 1) + 1;
    for (int r = 0; r < height; r++) {
      int count = promptLength + batch.index(row + r) + 1;
      int at = slot * headStride + r * scoreStride;
      sums[r * HEADS + slot] = Lanes.softmaxWeights(scores, at, count, inverseRoot, scores, at);
      if (batch.isOnePrompt()) {
        Arrays.fill(scores, at + count, at + longest, 0);
      }
    }
  }

  /** Adds what the rows share: their prompt's values, or their own as far as the last row sees. */
  private void mixPrompt(Batch batch, int layer, int row, int height, int head, int slot) {
    Sequence first = batch.sequence(row);
    Sequence shared = batch.isOnePrompt() ? first : first.prompt();
    int length = batch.isOnePrompt() ? batch.index(row + height - 1) + 1 : first.base();
    for (int from = 0; from < length; from += Page.POSITIONS) {
      Page page = shared.page(from / Page.POSITIONS);
      Mixture.add(
          height,
          scores,
          slot * headStride + from,
          scoreStride,
          Math.min(Page.POSITIONS, length - from),
          page.numbers(),
          page.values(layer, head),
          shape.valueStride(),
          mixed,
          mixedAt(0, slot),
          HEADS * shape.valueStride());
    }
  }

  private void mixOwn(Sequence own, int length, int layer, int head, int heads, int slot) {
    for (int from = 0; from < length; from += Page.POSITIONS) {
      Page page = own.page(from / Page.POSITIONS);
      int count = Math.min(Page.POSITIONS, length - from);
      int at = slot * scoreStride + own.base() + from;
      int values = page.values(layer, head);
      if (heads == HEADS) {
        Mixture.addFourHeads(
            scores,
            at,
            headStride,
            count,
            page.numbers(),
            values,
            Page.POSITIONS * shape.valueStride(),
            shape.valueStride(),
            mixed,
            mixedAt(slot, 0));
      } else {
        for (int i = 0; i < heads; i++) {
          Mixture.add(
              1,
              scores,
              at + i * headStride,
              0,
              count,
              page.numbers(),
              page.values(layer, head + i),
              shape.valueStride(),
              mixed,
              mixedAt(slot, i),
              0);
        }
      }
    }
  }

  private void write(float[] projections, int row, int head, int from, float sum) {
    int to = query(row, head);
    float scale = 1 / sum;
    for (int i = 0; i < shape.headDim(); i++) {
      projections[to + i] = mixed[from + i] * scale;
    }
  }
}
