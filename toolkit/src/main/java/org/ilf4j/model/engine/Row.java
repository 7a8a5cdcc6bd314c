package org.ilf4j.model.engine;

/** One continuation of a prompt. */
public interface Row extends AutoCloseable {
  /** How many tokens have been appended to the prompt. */
  int length();

  @Override
  void close();
}
