package org.ilf4j.judge;

/** What is worth knowing about a verdict beside its outcome. */
public enum Flag {
  /** A bool was returned where the test has an int or float, or the other way round; equal. */
  BOOL_FOR_INT,
  /** An int was returned where the test has a float, or the other way round; equal. */
  FLOAT_FOR_INT,
  /** Two floats differ, within the tolerance. */
  WITHIN_TOLERANCE,
  /** A rerun with another hash seed, random seed and clock gave another result. */
  FLAKY,
  /**
   * A test's result differs if the test runs alone in a fresh process: state is kept. Not looked
   * for in a flaky program, where luck alone does the same.
   */
  KEEPS_STATE,
  /**
   * A test failed with a value that is no plain data, such as an object of the program's own class:
   * only plain data leaves the sandbox, so the value may be right.
   */
  NOT_PLAIN,
  /** The text holds an end-of-text mark: it was not truncated. */
  NOT_TRUNCATED,
  /** Judged without a sandbox, by {@code Sandbox.unsafe()}: the program could have cheated. */
  UNSAFE
}
