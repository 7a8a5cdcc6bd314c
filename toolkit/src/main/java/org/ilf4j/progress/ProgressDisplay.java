package org.ilf4j.progress;

/**
 * A place that can show progress, found by {@link java.util.ServiceLoader}: the notebook's bar in
 * {@code kernel-ext}. Without one, long work is silent.
 */
public interface ProgressDisplay {

  /** Whether this display can be used here, such as inside a kernel. */
  boolean available();

  /**
   * Shows the state of one long call, again and again; called at most about ten times a second.
   *
   * @param snapshot the state to show
   */
  void show(ProgressSnapshot snapshot);
}
