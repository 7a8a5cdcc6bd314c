package org.ilf4j.model;

import java.util.Locale;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.ilf4j.model.engine.Precision;

/**
 * How much memory keys and values may take in one call, and what they take. A row is counted at its
 * longest when it enters and its prompt when it is computed, so that the limit holds however long
 * the rows become.
 */
final class CacheBudget {
  /** A third of the heap holds keys and values at most (our choice); weights and Java the rest. */
  private static final int HEAP_SHARE = 3;

  /** Of the heap beside the weights half may be taken (our choice), */
  private static final int ROOM_SHARE = 2;

  /** and so much of the heap in any case: less would decode row by row. */
  private static final int LEAST_SHARE = 16;

  private static final double MEGABYTE = 1e6;
  private static final double GIGABYTE = 1e9;

  private final long limit;
  private long taken;
  private long most;

  /**
   * @param limit bytes; where not even one row fits, one is decoded all the same
   */
  CacheBudget(long limit) {
    this.limit = limit;
  }

  /** What keys and values may take beside a model whose memory is not known. */
  static long standard() {
    return Runtime.getRuntime().maxMemory() / HEAP_SHARE;
  }

  /** What they may take beside this model's weights. */
  static long standard(CodeGenConfig config, Precision precision) {
    long weights = EngineChoice.usesJavaHeap(precision) ? precision.bytes(config) : 0;
    return beside(weights, Runtime.getRuntime().maxMemory());
  }

  static long beside(long weights, long heap) {
    return Math.min(heap / HEAP_SHARE, Math.max((heap - weights) / ROOM_SHARE, heap / LEAST_SHARE));
  }

  boolean hasRoom(long bytes) {
    return taken + bytes <= limit;
  }

  void take(long bytes) {
    taken += bytes;
    most = Math.max(most, taken);
  }

  void give(long bytes) {
    taken -= bytes;
  }

  /** The most that was taken so far, and the limit; beyond it where not even one row fits. */
  @Override
  public String toString() {
    return most > limit
        ? "%s for keys and values, where the budget is %,d bytes: one sample is always written"
            .formatted(size(most), limit)
        : size(most) + " of " + size(limit) + " for keys and values";
  }

  /** Bytes as a person says them. */
  static String size(long bytes) {
    return bytes < GIGABYTE
        ? String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE)
        : String.format(Locale.ROOT, "%.1f GB", bytes / GIGABYTE);
  }
}
