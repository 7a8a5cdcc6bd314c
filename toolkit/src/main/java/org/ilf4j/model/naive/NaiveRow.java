package org.ilf4j.model.naive;

import java.util.ArrayList;
import java.util.List;
import org.ilf4j.model.engine.Prefix;
import org.ilf4j.model.engine.Row;

/** Keys and values of each layer, one array for each token so far. */
final class NaiveRow implements Row, Prefix {
  private final List<List<float[]>> keys = new ArrayList<>();
  private final List<List<float[]>> values = new ArrayList<>();
  private int length;

  NaiveRow(int layers) {
    for (int layer = 0; layer < layers; layer++) {
      keys.add(new ArrayList<>());
      values.add(new ArrayList<>());
    }
  }

  NaiveRow asPrefix() {
    return this;
  }

  /** A row behind this prefix; the arrays are shared, the lists are not. */
  NaiveRow continued() {
    NaiveRow row = new NaiveRow(keys.size());
    for (int layer = 0; layer < keys.size(); layer++) {
      row.keys(layer).addAll(keys(layer));
      row.values(layer).addAll(values(layer));
    }
    return row;
  }

  List<float[]> keys(int layer) {
    return keys.get(layer);
  }

  List<float[]> values(int layer) {
    return values.get(layer);
  }

  void advance() {
    length++;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public void close() {}
}
