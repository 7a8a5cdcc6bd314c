package org.ilf4j.sandbox;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * What one program may use.
 *
 * @param step CPU time of one step: loading the program or making one call; the paper's 3 s
 * @param total CPU time of all steps together; 10 s, our choice
 * @param wallFactor wall time allowed per CPU time allowed while the program waits; 2, our choice.
 *     A program that computes on a busy machine gets five times that, so that load lowers no score
 * @param memoryBytes address space of each process; 1 GiB, our choice
 * @param processes processes and threads at once, the interpreter included; 32, our choice
 * @param fileBytes the largest file; 8 MiB, our choice
 * @param diskBytes all files together; 16 MiB, our choice
 * @param outputBytes what may be printed; 1 MiB, our choice
 * @param resultBytes what may be returned, all values together; 1 MiB, our choice
 */
public record Limits(
    Duration step,
    Duration total,
    double wallFactor,
    long memoryBytes,
    int processes,
    long fileBytes,
    long diskBytes,
    int outputBytes,
    int resultBytes) {
  private static final long MIB = 1 << 20;

  /** Checks the ranges. */
  public Limits {
    positive("step", step);
    positive("total", total);
    if (!(wallFactor >= 1)) {
      throw new IllegalArgumentException("wallFactor is " + wallFactor + "; choose 1 or more.");
    }
    if (memoryBytes < 128 * MIB) {
      throw new IllegalArgumentException(
          "memoryBytes is " + memoryBytes + "; the interpreter itself needs 128 MiB.");
    }
    if (processes < 4 || fileBytes < 1 || diskBytes < 1 || outputBytes < 1 || resultBytes < 1) {
      throw new IllegalArgumentException(
          "A limit is too small; processes must be 4 or more, sizes 1 or more.");
    }
  }

  /** The paper's 3 s per test and our choices for the rest. */
  public static Limits standard() {
    return new Limits(
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        2,
        1024 * MIB,
        32,
        8 * MIB,
        16 * MIB,
        (int) MIB,
        (int) MIB);
  }

  /** The same limits with other CPU times. */
  public Limits withTimes(Duration newStep, Duration newTotal) {
    return new Limits(
        newStep,
        newTotal,
        wallFactor,
        memoryBytes,
        processes,
        fileBytes,
        diskBytes,
        outputBytes,
        resultBytes);
  }

  /** The same limits with other memory. */
  public Limits withMemory(long bytes) {
    return new Limits(
        step, total, wallFactor, bytes, processes, fileBytes, diskBytes, outputBytes, resultBytes);
  }

  /** All limits in words; limits that differ differ here too. */
  @Override
  public String toString() {
    return seconds(step)
        + " a step, "
        + seconds(total)
        + " in all (wall time x "
        + wallFactor
        + "), "
        + bytes(memoryBytes)
        + " memory, "
        + processes
        + " processes, files of "
        + bytes(fileBytes)
        + ", "
        + bytes(diskBytes)
        + " disk, "
        + bytes(outputBytes)
        + " printed, "
        + bytes(resultBytes)
        + " returned";
  }

  private static String seconds(Duration time) {
    return BigDecimal.valueOf(time.toNanos(), 9).stripTrailingZeros().toPlainString() + " s";
  }

  private static String bytes(long size) {
    return size % MIB == 0 ? size / MIB + " MiB" : size + " bytes";
  }

  private static void positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " is " + value + "; choose more than 0.");
    }
  }
}
