package org.ilf4j.model.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.List;

/** The rows of one prompt in one step: they share the prompt's keys and values. */
final class DjlGroup {
  private final DjlPrefix prefix;
  private final List<DjlRow> rows;
  private final int longest;
  private final boolean ragged;
  private final boolean allInOrder;
  private final NDArray places;
  private final NDArray mask;

  /** Prepares one step of rows in the order of their places. */
  DjlGroup(DjlPrefix prefix, List<DjlRow> rows, NDManager manager) {
    this.prefix = prefix;
    this.rows = rows;
    longest = rows.stream().mapToInt(DjlRow::length).max().orElse(0) + 1;
    ragged = rows.stream().anyMatch(row -> row.length() + 1 < longest);
    allInOrder = rows.get(rows.size() - 1).place() == rows.size() - 1;
    places = manager.create(rows.stream().mapToLong(DjlRow::place).toArray());
    mask = ragged ? mask(manager) : null;
    prefix.reserve();
  }

  /** 0 where a row has a token, a large negative number behind its end: [rows, 1, longest]. */
  private NDArray mask(NDManager manager) {
    float[] mask = new float[rows.size() * longest];
    for (int i = 0; i < rows.size(); i++) {
      for (int t = rows.get(i).length() + 1; t < longest; t++) {
        mask[i * longest + t] = -1e30f;
      }
    }
    return manager.create(mask, new ai.djl.ndarray.types.Shape(rows.size(), 1, longest));
  }

  int size() {
    return rows.size();
  }

  /** Appends keys and values and mixes; all [rows, heads, headDim]. */
  NDArray mix(int layer, NDArray queries, NDArray keys, NDArray values) {
    append(prefix.rowKeys(layer), keys);
    append(prefix.rowValues(layer), values);
    NDArray ownKeys = own(prefix.rowKeys(layer));
    NDArray byHead = queries.transpose(1, 0, 2);
    NDArray shared = byHead.matMul(prefix.keys(layer).transpose(0, 2, 1)).transpose(1, 0, 2);
    NDArray own = queries.expandDims(2).matMul(ownKeys.transpose(0, 1, 3, 2)).squeeze(2);
    if (ragged) {
      own = own.add(mask);
    }
    NDArray weights = shared.concat(own, 2).softmax(2);
    NDArray sharedWeights = weights.get(new NDIndex(":, :, 0:{}", prefix.length()));
    NDArray ownWeights = weights.get(new NDIndex(":, :, {}:", prefix.length()));
    NDArray sharedMix = sharedWeights.transpose(1, 0, 2).matMul(prefix.values(layer));
    NDArray ownMix = ownWeights.expandDims(2).matMul(own(prefix.rowValues(layer))).squeeze(2);
    return ownMix.add(sharedMix.transpose(1, 0, 2));
  }

  private void append(NDArray cache, NDArray fresh) {
    if (allInOrder && !ragged) {
      cache.set(new NDIndex("0:{}, :, {}", rows.size(), longest - 1), fresh);
      return;
    }
    for (int i = 0; i < rows.size(); i++) {
      DjlRow row = rows.get(i);
      cache.set(new NDIndex("{}, :, {}", row.place(), row.length()), fresh.get(i));
    }
  }

  private NDArray own(NDArray cache) {
    NDArray filled = cache.get(new NDIndex(":, :, 0:{}", longest));
    return allInOrder
        ? filled.get(new NDIndex("0:{}", rows.size()))
        : filled.get(new NDIndex("{}", places));
  }
}
