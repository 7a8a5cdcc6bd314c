package org.ilf4j.judge;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * Why a program or one of its tests ended as it did. Only {@link Passed} is a success, and {@link
 * Infrastructure} says nothing about the program at all.
 *
 * <pre>{@code
 * String why = switch (verdict.outcome()) ...   // sealed: every kind is listed here
 * verdict.outcome().letter()                    // "T" for a program that timed out
 * }</pre>
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @Type(value = Outcome.Passed.class, name = "passed"),
  @Type(value = Outcome.WrongValue.class, name = "wrong value"),
  @Type(value = Outcome.Raised.class, name = "exception"),
  @Type(value = Outcome.NotPython.class, name = "syntax error"),
  @Type(value = Outcome.TimedOut.class, name = "timed out"),
  @Type(value = Outcome.OutOfMemory.class, name = "out of memory"),
  @Type(value = Outcome.TooMuchOutput.class, name = "too much output"),
  @Type(value = Outcome.EarlyExit.class, name = "early exit"),
  @Type(value = Outcome.Crashed.class, name = "crashed"),
  @Type(value = Outcome.Violation.class, name = "violation"),
  @Type(value = Outcome.Infrastructure.class, name = "infrastructure")
})
public sealed interface Outcome {

  /** One letter for tables: P A E S T M O X C V I, in the order of the records below. */
  @JsonIgnore
  String letter();

  /** The kind in words, such as {@code timed out}; also its name in JSON. */
  @JsonIgnore
  default String label() {
    for (Type type : Outcome.class.getAnnotation(JsonSubTypes.class).value()) {
      if (type.value() == getClass()) {
        return type.name();
      }
    }
    throw new IllegalStateException(getClass() + " has no name.");
  }

  /** Every value was right. */
  record Passed() implements Outcome {
    @Override
    public String letter() {
      return "P";
    }
  }

  /** The program ran and returned something else than the test expects. */
  record WrongValue() implements Outcome {
    @Override
    public String letter() {
      return "A";
    }
  }

  /**
   * The program raised an exception.
   *
   * @param type the exception's class, such as {@code IndexError}
   */
  record Raised(String type) implements Outcome {
    @Override
    public String letter() {
      return "E";
    }

    /** Whether a module is missing: the program may be right elsewhere. */
    @JsonIgnore
    public boolean isImport() {
      return type.equals("ModuleNotFoundError") || type.equals("ImportError");
    }
  }

  /** The text is no Python program. */
  record NotPython() implements Outcome {
    @Override
    public String letter() {
      return "S";
    }
  }

  /** A test or the program went past its deadline in wall or CPU time. */
  record TimedOut() implements Outcome {
    @Override
    public String letter() {
      return "T";
    }
  }

  /** The program needed more memory than it may have. */
  record OutOfMemory() implements Outcome {
    @Override
    public String letter() {
      return "M";
    }
  }

  /** The program printed or returned more than is read. */
  record TooMuchOutput() implements Outcome {
    @Override
    public String letter() {
      return "O";
    }
  }

  /**
   * The program ended the interpreter before its tests were done.
   *
   * @param status the exit status, 0-255
   */
  record EarlyExit(int status) implements Outcome {
    @Override
    public String letter() {
      return "X";
    }
  }

  /**
   * The interpreter died of a signal.
   *
   * @param signal the signal's name, such as {@code SIGSEGV}
   */
  record Crashed(String signal) implements Outcome {
    @Override
    public String letter() {
      return "C";
    }
  }

  /**
   * The program tried what the sandbox does not allow, and was stopped there.
   *
   * @param what the attempt, such as {@code open /etc/passwd}
   */
  record Violation(String what) implements Outcome {
    @Override
    public String letter() {
      return "V";
    }
  }

  /**
   * The sandbox failed twice on this program: no verdict on the program.
   *
   * @param why what happened
   */
  record Infrastructure(String why) implements Outcome {
    @Override
    public String letter() {
      return "I";
    }
  }
}
