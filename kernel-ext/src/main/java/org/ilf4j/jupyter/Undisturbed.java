package org.ilf4j.jupyter;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Work that an interrupt may not cut: a kernel's sockets give up in the middle of a message if the
 * thread that sends it is interrupted, and stop interrupts the very thread that shows progress.
 */
public final class Undisturbed {
  private Undisturbed() {}

  /** The work's value; an interrupt that comes meanwhile is seen after it. */
  public static <T> T get(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, Undisturbed::onItsOwnThread).join();
  }

  /** As {@link #get}, without a value. */
  public static void run(Runnable work) {
    CompletableFuture.runAsync(work, Undisturbed::onItsOwnThread).join();
  }

  private static void onItsOwnThread(Runnable work) {
    Thread thread = new Thread(work, "ilf4j-display");
    thread.setDaemon(true);
    thread.start();
  }
}
