package org.ilf4j.model;

import org.ilf4j.model.checkpoint.CheckpointException;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.ilf4j.model.engine.Precision;

/**
 * What a model's weights ask of the machine. Said before loading, so that a model that cannot fit
 * is refused at once and not after minutes.
 *
 * @param model the model's name
 * @param precision how they will be kept
 * @param bytes the weights, and a fifth more for rearranging them one tensor at a time
 */
record MemoryNeed(String model, Precision precision, long bytes) {
  private static final double GIGABYTE = 1e9;

  static MemoryNeed of(String model, CodeGenConfig config, Precision precision) {
    return new MemoryNeed(model, precision, (long) (1.2 * precision.bytes(config)));
  }

  /** Whether the user should know beforehand: from a gigabyte on. */
  boolean isWorthSaying() {
    return bytes > GIGABYTE;
  }

  /** Refuses where the engine that would run has less. */
  void requireRoom() {
    if (EngineChoice.usesJavaHeap(precision)) {
      requireWithin(heapLeft(), "this Java may still use");
    } else {
      requireWithin(machineLeft(), "the machine has free");
    }
  }

  void requireWithin(long available, String whose) {
    if (bytes > available) {
      throw new CheckpointException(
          "%s needs %.1f GB of memory in %s, %.1f GB is what %s; start Java with -Xmx%dg on a machine that has them, close other models, or take a smaller one%s."
              .formatted(
                  model,
                  bytes / GIGABYTE,
                  precision,
                  available / GIGABYTE,
                  whose,
                  2 + bytes / 1_000_000_000,
                  precision == Precision.FLOAT32 ? " or Precision.INT8" : ""));
    }
  }

  private long heapLeft() {
    Runtime java = Runtime.getRuntime();
    if (bytes > java.maxMemory() - java.totalMemory() + java.freeMemory()) {
      System.gc(); // closed models may still lie about
    }
    return java.maxMemory() - java.totalMemory() + java.freeMemory();
  }

  private static long machineLeft() {
    java.lang.management.OperatingSystemMXBean system =
        java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    return system instanceof com.sun.management.OperatingSystemMXBean known
        ? known.getFreeMemorySize()
        : Long.MAX_VALUE;
  }

  @Override
  public String toString() {
    return "%s needs %.1f GB of memory in %s".formatted(model, bytes / GIGABYTE, precision);
  }
}
