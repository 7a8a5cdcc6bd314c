package org.ilf4j.jupyter.jjava;

import java.util.Optional;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.ilf4j.jupyter.Notebook;
import org.ilf4j.jupyter.NotebookProvider;

/** Finds a running JJava kernel. */
public final class JJavaProvider implements NotebookProvider {
  @Override
  public Optional<Notebook> current() {
    try {
      return Optional.of(new JJavaNotebook(BaseKernel.notebookKernel()));
    } catch (NullPointerException | LinkageError e) { // no kernel runs, or another kind of kernel
      return Optional.empty();
    }
  }
}
