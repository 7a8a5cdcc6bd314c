package org.ilf4j.model.vector;

import java.util.ArrayDeque;
import java.util.Deque;

/** Pages to use again, so that rows that come and go need no new memory. */
final class PagePool {
  private final ModelShape shape;
  private final Deque<Page> free = new ArrayDeque<>();

  PagePool(ModelShape shape) {
    this.shape = shape;
  }

  Page take() {
    Page page = free.poll();
    return page == null ? new Page(shape) : page;
  }

  void give(Page page) {
    free.push(page);
  }

  void clear() {
    free.clear();
  }
}
