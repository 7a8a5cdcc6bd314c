package org.ilf4j.judge;

/**
 * What came of one test.
 *
 * @param test the test as the task states it
 * @param outcome passed, or why not
 * @param got the value the program returned, as Python writes it, shortened; empty if there is none
 * @param expected the value the test expects, as Python writes it; empty if the test names none
 * @param message the exception's text or the reason in one line; empty for a passed test
 * @param line the program's line, from 1, that raised; 0 if none did
 * @param seconds wall time of the test
 */
public record TestResult(
    String test,
    Outcome outcome,
    String got,
    String expected,
    String message,
    int line,
    double seconds) {

  /** Whether the test passed. */
  public boolean passed() {
    return outcome instanceof Outcome.Passed;
  }
}
