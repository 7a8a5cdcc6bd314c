package org.ilf4j.jupyter.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Writes once typing pauses, and while it goes on at least every second. One writing per page
 * waits: a late change of one page never takes another's place. A daemon thread, so that it never
 * holds the kernel.
 */
final class Drafts implements AutoCloseable {
  /** How long a pause is, and how long typing may go on unwritten: our choice. */
  private static final long PAUSE_MILLIS = 300;

  private static final long MOST_MILLIS = 1000;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "ilf4j-form");
            made.setDaemon(true);
            return made;
          });
  private final Map<Object, Runnable> waiting = new LinkedHashMap<>();
  private ScheduledFuture<?> next;
  private long since;

  /** Writes after the pause, in place of what waits for the same page. */
  synchronized void afterPause(Object page, Runnable write) {
    long now = System.nanoTime();
    since = waiting.isEmpty() ? now : since;
    waiting.put(page, write);
    if (next != null) {
      next.cancel(false);
    }
    if (TimeUnit.NANOSECONDS.toMillis(now - since) >= MOST_MILLIS) {
      flush(); // here, because a task put off again and again might never run
    } else {
      next = thread.schedule(this::flush, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Writes what waits, now. */
  synchronized void flush() {
    List<Runnable> writes = List.copyOf(waiting.values());
    waiting.clear();
    writes.forEach(Runnable::run);
  }

  /** Forgets what waits for a page. */
  synchronized void cancel(Object page) {
    waiting.remove(page);
  }

  /** Does something later, such as what needs the page to be drawn. */
  void later(Runnable work, long millis) {
    thread.schedule(work, millis, TimeUnit.MILLISECONDS);
  }

  /** Does something again and again, until this is closed. */
  void every(Runnable work, long millis) {
    thread.scheduleAtFixedRate(work, millis, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    flush();
    thread.shutdownNow();
  }
}
