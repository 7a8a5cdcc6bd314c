package org.ilf4j.model.vector;

/**
 * One forward pass of a batch, split among threads in one of two ways. By columns each thread
 * computes its share of outputs for all rows and reads its share of the weights; threads meet four
 * times a layer. By rows each thread carries its own rows through all layers and they meet only
 * where rows attend to each other; for models whose layers fit a processor's cache.
 *
 * @param tokens ids of the rows, from {@code tokensFrom} on
 * @param parts how many threads
 * @param byRows how they share
 * @param wanted the rows whose logits are wanted
 * @param logits receives them from index 0
 */
record Pass(
    Batch batch,
    int[] tokens,
    int tokensFrom,
    int parts,
    boolean byRows,
    Range wanted,
    float[] logits) {

  /** The rows that a part alone normalises. */
  Range ownRows(int part) {
    return Range.part(batch.size(), part, parts);
  }

  /** The rows that a part multiplies. */
  Range rows(int part) {
    return byRows ? ownRows(part) : Range.all(batch.size());
  }

  /** A part's share of outputs or heads. */
  Range columns(int count, int part) {
    return byRows ? Range.all(count) : Range.part(count, part, parts);
  }
}
