package org.ilf4j.jupyter;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ilf4j.jupyter.view.Bundle;

/**
 * Starts the toolkit in a kernel without ever taking the kernel down: what went wrong is said under
 * the first cell, and the kernel goes on as plain Java.
 */
public final class SafeStart {
  private static final long LOOK_EVERY_MILLIS = 2;

  private SafeStart() {}

  /**
   * Opens a session.
   *
   * @param adapter makes the kernel's adapter; may fail
   * @param start what to do with it; may fail
   */
  public static void run(Supplier<Notebook> adapter, Consumer<Notebook> start) {
    Notebook notebook = null;
    try {
      notebook = adapter.get();
      start.accept(notebook);
    } catch (Throwable failure) { // an Error such as a missing class would end the kernel too
      String sentence = sentence(failure);
      System.err.println(sentence);
      if (notebook != null) {
        sayInFirstCell(notebook, sentence);
      }
    }
  }

  static String sentence(Throwable failure) {
    String cause = failure.getMessage() == null ? "" : ": " + failure.getMessage();
    return "ilf4j is not loaded: "
        + failure.getClass().getSimpleName()
        + cause
        + ". The kernel runs as plain Java; ./ilf doctor says what to mend.";
  }

  /** An output needs a running cell to belong to, and there is none at start: wait for it. */
  private static void sayInFirstCell(Notebook notebook, String sentence) {
    Thread waiting =
        new Thread(
            () -> {
              try {
                while (!notebook.cellRunning()) {
                  Thread.sleep(LOOK_EVERY_MILLIS);
                }
                notebook.display(Bundle.text(sentence));
              } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
              }
            },
            "ilf4j-start-message");
    waiting.setDaemon(true);
    waiting.start();
  }
}
