package org.ilf4j.model.djl;

import org.ilf4j.model.engine.Row;

/** One continuation: its place in the cache of its prompt. */
final class DjlRow implements Row {
  private final DjlPrefix prefix;
  private final int capacity;
  private int place;
  private int length;
  private boolean closed;

  DjlRow(DjlPrefix prefix, int place, int capacity) {
    this.prefix = prefix;
    this.place = place;
    this.capacity = capacity;
  }

  DjlPrefix prefix() {
    return prefix;
  }

  int place() {
    return place;
  }

  void moveTo(int newPlace) {
    place = newPlace;
  }

  int capacity() {
    return capacity;
  }

  /** The position of the next token in the whole text. */
  int position() {
    return prefix.length() + length;
  }

  void advance() {
    length++;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      prefix.close(this);
    }
  }
}
