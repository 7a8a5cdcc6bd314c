package org.ilf4j.jupyter;

import java.util.Optional;

/**
 * Finds the kernel this JVM runs, found itself by {@link java.util.ServiceLoader}: one per kind.
 */
public interface NotebookProvider {
  /** The running notebook; empty if there is none of this kind. */
  Optional<Notebook> current();
}
