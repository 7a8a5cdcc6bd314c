package org.ilf4j.progress;

import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One long call's progress. Start it, advance it, close it:
 *
 * <pre>{@code
 * try (Progress progress = Progress.start("sampling", 300, "samples")) {
 *   while (more) { work(); progress.advance(1); Progress.checkInterrupted("sampling"); }
 * }
 * }</pre>
 */
public final class Progress implements AutoCloseable {
  private static final AtomicLong IDS = new AtomicLong();
  private static final long SHOW_EVERY_NANOS = 100_000_000;

  private final long id = IDS.incrementAndGet();
  private final String label;
  private final long total;
  private final String unit;
  private long resumed;
  private final ProgressDisplay display;
  private final long start = System.nanoTime();
  private long lastShown;
  private long done;
  private String note = "";
  private String kept = "what is finished is kept where a folder was named";

  private Progress(String label, long total, String unit, long resumed, ProgressDisplay display) {
    this.label = label;
    this.total = total;
    this.unit = unit;
    this.resumed = resumed;
    this.done = resumed;
    this.display = display;
    show(false);
  }

  /** Starts the progress of a call that begins at nothing. */
  public static Progress start(String label, long total, String unit) {
    return resume(label, 0, total, unit);
  }

  /** Starts the progress of a call that goes on after {@code done} finished units. */
  public static Progress resume(String label, long done, long total, String unit) {
    return new Progress(label, total, unit, done, findDisplay());
  }

  /** Throws if the user asked to stop; call it in every loop. The interrupt flag is cleared. */
  public static void checkInterrupted(String label) {
    if (Thread.interrupted()) {
      throw new InterruptedWorkException(
          "Interrupted while "
              + label
              + "; where a folder was named, what was finished is kept: run the cell again to go on.");
    }
  }

  /** Counts finished units. Safe to call from several threads. */
  public synchronized void advance(long units) {
    done += units;
    if (System.nanoTime() - lastShown > SHOW_EVERY_NANOS) {
      show(false);
    }
  }

  /** Counts units that an earlier call finished: they tell nothing of this call's rate. */
  public synchronized void skip(long units) {
    resumed += units;
    advance(units);
  }

  /**
   * Says what is left if this call stops early; without it, that a named folder keeps things.
   *
   * @param text such as {@code what is finished is kept}; empty if that is of no interest
   */
  public synchronized void kept(String text) {
    kept = text;
    show(false);
  }

  /** Sets the short remark shown behind the bar. */
  public synchronized void note(String text) {
    note = text;
  }

  /** Shows the final state. */
  @Override
  public synchronized void close() {
    show(true);
  }

  private void show(boolean finished) {
    lastShown = System.nanoTime();
    if (display != null) {
      Duration elapsed = Duration.ofNanos(lastShown - start);
      display.show(
          new ProgressSnapshot(
              id, label, done, total, unit, resumed, elapsed, note, kept, finished));
    }
  }

  private static ProgressDisplay findDisplay() {
    return ServiceLoader.load(ProgressDisplay.class, Progress.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(ProgressDisplay::available)
        .findFirst()
        .orElse(null);
  }
}
