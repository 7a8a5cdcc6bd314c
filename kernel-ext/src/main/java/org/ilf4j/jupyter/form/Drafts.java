package org.ilf4j.jupyter.form;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Runs an action once typing pauses; a daemon thread, so that it never holds the kernel. */
final class Drafts implements AutoCloseable {
  /** How long a pause is: our choice, short enough to lose no thought. */
  private static final long PAUSE_MILLIS = 400;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "ilf4j-form");
            made.setDaemon(true);
            return made;
          });
  private ScheduledFuture<?> waiting;
  private Runnable write;

  /** Runs the action after the pause, in place of one that still waits. */
  synchronized void afterPause(Runnable action) {
    cancel();
    write = action;
    waiting = thread.schedule(this::flush, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Runs what waits, now. */
  synchronized void flush() {
    Runnable action = write;
    cancel();
    if (action != null) {
      action.run();
    }
  }

  /** Forgets what waits. */
  synchronized void cancel() {
    if (waiting != null) {
      waiting.cancel(false);
    }
    waiting = null;
    write = null;
  }

  /** Runs work that takes a while, beside the kernel's own thread. */
  void inBackground(Runnable work) {
    thread.execute(work);
  }

  @Override
  public void close() {
    flush();
    thread.shutdown();
  }
}
