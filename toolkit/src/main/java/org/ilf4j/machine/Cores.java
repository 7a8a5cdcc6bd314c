package org.ilf4j.machine;

import java.nio.file.Path;

/**
 * The one place that divides the machine's cores between the sampler, the judge and the trainer.
 *
 * <p>In a round they take turns, so each is given all cores that this process may use, and leaves
 * them when it ends: the sampler's threads sleep some microseconds after a pass, the judge's
 * interpreters and the trainer's threads end with their call. Where two run at once after all, such
 * as in two notebooks, the sampler retreats to one thread while others hold the cores.
 *
 * <p>Cores are what this process may use, not what the machine has: Java counts a container's quota
 * and its set of processors ({@link Runtime#availableProcessors}, which {@code
 * -XX:ActiveProcessorCount} overrides). The system property {@code ilf4j.threads} replaces the
 * numbers of all three.
 *
 * <pre>{@code
 * Cores.ofThisProcess().forSampling()     // 2
 * }</pre>
 *
 * @param processors logical processors that this process may use at once
 * @param physical physical cores among them
 */
public record Cores(int processors, int physical) {
  /** The vector engine was never measured on more (our choice). */
  private static final int MOST_FOR_SAMPLING = 16;

  private static final String SETTING = "ilf4j.threads";

  /** Checks the ranges. */
  public Cores {
    if (processors < 1 || physical < 1 || physical > processors) {
      throw new IllegalArgumentException(
          "%d processors on %d cores; both are 1 or more, and cores no more than processors."
              .formatted(processors, physical));
    }
  }

  /** The cores of this process, counted anew: a container's quota can change while it runs. */
  public static Cores ofThisProcess() {
    int set = Integer.getInteger(SETTING, 0);
    if (set > 0) {
      return new Cores(set, set);
    }
    int processors = Runtime.getRuntime().availableProcessors();
    int cores = new Topology(Path.of("/")).physicalCores().orElse(processors);
    return new Cores(processors, Math.max(1, Math.min(processors, cores)));
  }

  /** Threads of the CPU engine, which wait for each other: one for each physical core, up to 16. */
  public int forSampling() {
    return Math.min(MOST_FOR_SAMPLING, physical);
  }

  /**
   * Interpreters that the judge runs side by side: one for each processor, for each mostly waits
   * for the system to start and end programs.
   */
  public int forJudging() {
    return processors;
  }

  /** Training passes side by side, each with gradients of its own: one for each physical core. */
  public int forTraining() {
    return physical;
  }
}
