package org.ilf4j.jupyter.ijava;

import java.util.Optional;
import org.ilf4j.jupyter.Notebook;
import org.ilf4j.jupyter.NotebookProvider;

/** Finds a running IJava kernel. */
public final class IJavaProvider implements NotebookProvider {
  @Override
  public Optional<Notebook> current() {
    return RunningIJava.kernel().map(IJavaNotebook::new);
  }
}
