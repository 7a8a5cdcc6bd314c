package org.ilf4j.judge;

import java.math.BigDecimal;
import java.util.Optional;
import org.ilf4j.sandbox.Execution;
import org.ilf4j.sandbox.Execution.End;
import org.ilf4j.sandbox.Step;

/** Names the outcome of a step that returned nothing, and of a program that ended early. */
final class Ending {
  /** Why a value counts as too much output: nothing need have been printed. */
  static final String TOO_LARGE_A_VALUE = "the value returned is larger than is read";

  private static final int EAGAIN = 11;
  private static final int EFBIG = 27;
  private static final int ENOSPC = 28;
  private static final int SIGKILL = 9;
  private static final int SIGXCPU = 24;
  private static final int SIGXFSZ = 25;
  private static final int SIGSYS = 31;
  private static final long MUCH_MEMORY = 512L << 20;

  private Ending() {}

  /** What the program tried and may not do, whatever else came of it. */
  static Optional<Outcome> violation(Execution execution) {
    if (execution.violation() != null) {
      return Optional.of(new Outcome.Violation(execution.violation()));
    }
    if (execution.diskFull()) {
      return Optional.of(new Outcome.Violation("fill the disk"));
    }
    return Optional.empty();
  }

  /** The outcome of a step that gave no value. */
  static Outcome of(Step step, Execution execution) {
    if (step instanceof Step.Refused) {
      return new Outcome.NotPython();
    }
    if (step instanceof Step.Exited exited) {
      return new Outcome.EarlyExit(exited.status());
    }
    if (step instanceof Step.TooLarge) {
      return new Outcome.TooMuchOutput();
    }
    Step.Raised raised = (Step.Raised) step;
    if (raised.memory()) {
      return new Outcome.OutOfMemory();
    }
    return switch (raised.errno()) {
      case ENOSPC, EFBIG -> new Outcome.Violation("fill the disk");
      case EAGAIN -> new Outcome.Violation("start too many processes");
      default -> new Outcome.Raised(raised.type());
    };
  }

  /** The outcome of a program that ended before its steps did. */
  static Outcome of(Execution execution) {
    Optional<Outcome> violation = violation(execution);
    if (violation.isPresent()) {
      return violation.get();
    }
    End end = execution.end();
    if (end instanceof End.WallDeadline || end instanceof End.CpuDeadline) {
      return new Outcome.TimedOut();
    }
    if (end instanceof End.OutputLimit || end instanceof End.ResultLimit) {
      return new Outcome.TooMuchOutput();
    }
    if (end instanceof End.Signal signal) {
      return of(signal, execution);
    }
    return new Outcome.EarlyExit(((End.Exit) end).status());
  }

  private static Outcome of(End.Signal signal, Execution execution) {
    return switch (signal.number()) {
      case SIGSYS -> new Outcome.Violation("make a forbidden system call");
      case SIGXFSZ -> new Outcome.Violation("fill the disk");
      case SIGXCPU -> new Outcome.TimedOut();
      case SIGKILL ->
          execution.peakBytes() > MUCH_MEMORY
              ? new Outcome.OutOfMemory()
              : new Outcome.Crashed(signal.name());
      default -> new Outcome.Crashed(signal.name());
    };
  }

  /** Why a program ended before its steps did, in one line; a deadline with its seconds. */
  static String describe(Outcome outcome, End end) {
    if (end instanceof End.WallDeadline wall) {
      return "no answer within " + seconds(wall.seconds()) + " of wall time";
    }
    if (end instanceof End.CpuDeadline cpu) {
      return "no answer within " + seconds(cpu.seconds()) + " of CPU time";
    }
    return end instanceof End.ResultLimit ? TOO_LARGE_A_VALUE : describe(outcome);
  }

  private static String seconds(double seconds) {
    return BigDecimal.valueOf(seconds).stripTrailingZeros().toPlainString() + " s";
  }

  /** An outcome in one line. */
  static String describe(Outcome outcome) {
    if (outcome instanceof Outcome.Raised raised) {
      return raised.type();
    }
    if (outcome instanceof Outcome.EarlyExit exit) {
      return "the program ended the interpreter with status " + exit.status();
    }
    if (outcome instanceof Outcome.Crashed crashed) {
      return "the interpreter died of " + crashed.signal();
    }
    if (outcome instanceof Outcome.Violation violation) {
      return "the program tried to " + violation.what();
    }
    if (outcome instanceof Outcome.Infrastructure fault) {
      return "the sandbox failed: " + fault.why();
    }
    return outcome.label();
  }
}
