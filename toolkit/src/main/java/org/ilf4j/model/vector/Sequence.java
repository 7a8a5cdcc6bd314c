package org.ilf4j.model.vector;

import java.util.ArrayList;
import java.util.List;
import org.ilf4j.model.engine.Prefix;
import org.ilf4j.model.engine.Row;

/** Keys and values of consecutive tokens: a prompt's, or those of one row behind its prompt. */
final class Sequence implements Prefix, Row {
  private final PagePool pool;
  private final Sequence prompt;
  private final List<Page> pages = new ArrayList<>();
  private int length;
  private boolean closed;

  private Sequence(PagePool pool, Sequence prompt) {
    this.pool = pool;
    this.prompt = prompt;
  }

  static Sequence prompt(PagePool pool) {
    return new Sequence(pool, null);
  }

  static Sequence behind(Sequence prompt) {
    return new Sequence(prompt.pool, prompt);
  }

  /** The prompt that these tokens follow, or null for a prompt itself. */
  Sequence prompt() {
    return prompt;
  }

  /** Position of this sequence's first token. */
  int base() {
    return prompt == null ? 0 : prompt.length;
  }

  Page page(int index) {
    return pages.get(index);
  }

  /** Makes room for more tokens and counts them. */
  void extend(int tokens) {
    if (closed || (prompt != null && prompt.closed)) {
      throw new IllegalStateException("The row or its prompt is closed; open a new row to go on.");
    }
    length += tokens;
    while (pages.size() * Page.POSITIONS < length) {
      pages.add(pool.take());
    }
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      pages.forEach(pool::give);
      pages.clear();
    }
  }
}
