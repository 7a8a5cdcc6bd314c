package org.ilf4j.model.vector;

/** Whole numbers from {@code from} to before {@code to}. */
record Range(int from, int to) {
  /** All of {@code count}. */
  static Range all(int count) {
    return new Range(0, count);
  }

  /** The share of one of {@code parts} threads; shares differ by one at most. */
  static Range part(int count, int part, int parts) {
    return new Range(
        (int) ((long) count * part / parts), (int) ((long) count * (part + 1) / parts));
  }

  int size() {
    return to - from;
  }
}
