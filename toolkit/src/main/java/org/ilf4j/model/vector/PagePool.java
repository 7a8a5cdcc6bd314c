package org.ilf4j.model.vector;

import java.util.ArrayDeque;
import java.util.Deque;

/** Pages to use again, so that rows that come and go need no new memory. */
final class PagePool {
  private static final int PAGES_TOGETHER = 32;

  private final ModelShape shape;
  private final Slabs<float[]> slabs;
  private final Deque<Page> free = new ArrayDeque<>();

  PagePool(ModelShape shape) {
    this.shape = shape;
    this.slabs = new Slabs<>(PAGES_TOGETHER * Page.size(shape), float[]::new);
  }

  Page take() {
    Page page = free.poll();
    return page == null ? new Page(shape, slabs.withRoom(Page.size(shape))) : page;
  }

  void give(Page page) {
    free.push(page);
  }

  void clear() {
    free.clear();
  }
}
