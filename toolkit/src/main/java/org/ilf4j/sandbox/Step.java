package org.ilf4j.sandbox;

/** What came of loading the program or of one call. */
public sealed interface Step {

  /** Wall time of the step in seconds. */
  double seconds();

  /**
   * A value came back.
   *
   * @param value as plain data
   * @param encoded the same value as the bytes that came, to hand on
   */
  record Returned(double seconds, PlainValue value, byte[] encoded) implements Step {}

  /**
   * An exception came out.
   *
   * @param type the exception's class
   * @param message its text, shortened
   * @param line the program's line, from 1; 0 if none is known
   * @param errno the system's error number; 0 if it is no system error
   * @param memory whether it is a MemoryError
   */
  record Raised(double seconds, String type, String message, int line, int errno, boolean memory)
      implements Step {}

  /** The text is no Python. */
  record Refused(double seconds, String type, String message, int line) implements Step {}

  /** The program asked the interpreter to exit. */
  record Exited(double seconds, int status) implements Step {}

  /** The value needs more bytes than are read. */
  record TooLarge(double seconds) implements Step {}
}
