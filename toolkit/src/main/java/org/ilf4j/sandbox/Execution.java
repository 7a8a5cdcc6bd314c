package org.ilf4j.sandbox;

import java.util.List;

/**
 * How one program ran.
 *
 * @param steps the loading first, then each call, up to the step that ended the program
 * @param complete whether all steps were made; then {@code end} says nothing about the program
 * @param end how the process ended
 * @param violation what the program tried and may not do; null if nothing was seen
 * @param violationLine the program's line that tried it, from 1; 0 if none is known
 * @param output the start of what it printed, in UTF-8 with bad bytes replaced
 * @param wallSeconds from fork to end
 * @param cpuSeconds of the program and the processes it waited for
 * @param peakBytes largest resident size, the interpreter's own included
 * @param diskFull whether its files filled the disk they may use
 */
public record Execution(
    List<Step> steps,
    boolean complete,
    End end,
    String violation,
    int violationLine,
    String output,
    double wallSeconds,
    double cpuSeconds,
    long peakBytes,
    boolean diskFull) {
  /** Makes the list immutable. */
  public Execution {
    steps = List.copyOf(steps);
  }

  /** How a process ended. */
  public sealed interface End {
    /** By itself. */
    record Exit(int status) implements End {}

    /** By a signal that nobody of ours sent. */
    record Signal(int number) implements End {
      private static final String[] NAMES = {
        "", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE",
        "SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM"
      };

      /** The signal's name, such as {@code SIGSEGV}. */
      public String name() {
        return switch (number) {
          case 24 -> "SIGXCPU";
          case 25 -> "SIGXFSZ";
          case 31 -> "SIGSYS";
          default -> number < NAMES.length ? NAMES[number] : "signal " + number;
        };
      }
    }

    /** Killed after so many seconds of wall time. */
    record WallDeadline(double seconds) implements End {}

    /** Killed after so many seconds of CPU time. */
    record CpuDeadline(double seconds) implements End {}

    /** Killed because it printed too much. */
    record OutputLimit() implements End {}

    /** Killed because it returned too much. */
    record ResultLimit() implements End {}
  }
}
