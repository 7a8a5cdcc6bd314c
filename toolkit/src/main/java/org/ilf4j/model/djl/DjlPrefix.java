package org.ilf4j.model.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.ilf4j.model.engine.Prefix;

/**
 * A prompt's keys and values, [heads, length, headDim] a layer, and behind them those of its rows,
 * [rows, heads, capacity, headDim]. Open rows always fill the first places.
 */
final class DjlPrefix implements Prefix {
  private final CodeGenConfig config;
  private final NDManager manager;
  private final int length;
  private final NDArray[] keys;
  private final NDArray[] values;
  private final NDArray[] rowKeys;
  private final NDArray[] rowValues;
  private final List<DjlRow> rows = new ArrayList<>();

  DjlPrefix(CodeGenConfig config, NDManager manager, int length) {
    this.config = config;
    this.manager = manager;
    this.length = length;
    keys = new NDArray[config.layers()];
    values = new NDArray[config.layers()];
    rowKeys = new NDArray[config.layers()];
    rowValues = new NDArray[config.layers()];
  }

  void keep(int layer, NDArray layerKeys, NDArray layerValues) {
    keys[layer] = DjlEngine.keep(layerKeys, manager);
    values[layer] = DjlEngine.keep(layerValues, manager);
  }

  NDArray keys(int layer) {
    return keys[layer];
  }

  NDArray values(int layer) {
    return values[layer];
  }

  DjlRow open(int capacity) {
    DjlRow row = new DjlRow(this, rows.size(), capacity);
    rows.add(row);
    return row;
  }

  /** The last row takes the place that becomes free. */
  void close(DjlRow row) {
    DjlRow last = rows.remove(rows.size() - 1);
    if (last != row) {
      if (rowKeys[0] != null && last.place() < rowKeys[0].size(0)) {
        for (int layer = 0; layer < keys.length; layer++) {
          move(rowKeys[layer], last.place(), row.place());
          move(rowValues[layer], last.place(), row.place());
        }
      }
      rows.set(row.place(), last);
      last.moveTo(row.place());
    }
  }

  private static void move(NDArray cache, int from, int to) {
    try (NDArray row = cache.get(from)) {
      cache.set(new NDIndex("{}", to), row);
    }
  }

  /** Makes room for every open row; grows by doubling. */
  void reserve() {
    int capacity = rows.stream().mapToInt(DjlRow::capacity).max().orElse(0);
    NDArray old = rowKeys[0];
    if (old != null && rows.size() <= old.size(0) && capacity <= old.size(2)) {
      return;
    }
    long places = old == null ? rows.size() : Math.max(rows.size(), 2 * old.size(0));
    long room = old == null ? capacity : Math.max(capacity, old.size(2));
    Shape shape = new Shape(places, config.heads(), room, config.headDim());
    for (int layer = 0; layer < keys.length; layer++) {
      rowKeys[layer] = grown(rowKeys[layer], shape);
      rowValues[layer] = grown(rowValues[layer], shape);
    }
  }

  private NDArray grown(NDArray old, Shape shape) {
    NDArray grown = manager.zeros(shape, DataType.FLOAT32);
    if (old != null) {
      grown.set(new NDIndex("0:{}, :, 0:{}", old.size(0), old.size(2)), old);
      old.close();
    }
    return grown;
  }

  NDArray rowKeys(int layer) {
    return rowKeys[layer];
  }

  NDArray rowValues(int layer) {
    return rowValues[layer];
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public void close() {
    manager.close();
  }
}
