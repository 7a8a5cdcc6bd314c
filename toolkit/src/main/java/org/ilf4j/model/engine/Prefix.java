package org.ilf4j.model.engine;

/** A computed prompt, shared by its rows. */
public interface Prefix extends AutoCloseable {
  /** How many tokens the prompt has. */
  int length();

  @Override
  void close();
}
