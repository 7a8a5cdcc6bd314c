package org.ilf4j.jupyter;

import java.util.Optional;
import java.util.ServiceLoader;

/** The notebook that the code runs in. */
public final class Notebooks {
  private Notebooks() {}

  /** The running notebook; empty outside of a kernel, such as in a plain program or a test. */
  public static Optional<Notebook> current() {
    return ServiceLoader.load(NotebookProvider.class, Notebooks.class.getClassLoader()).stream()
        .map(provider -> provider.get().current())
        .flatMap(Optional::stream)
        .findFirst();
  }
}
