package org.ilf4j.jupyter.jjava;

import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.ilf4j.jupyter.progress.ProgressBar;
import org.ilf4j.progress.ProgressDisplay;
import org.ilf4j.progress.ProgressSnapshot;

/** The bar of a long call in a JJava notebook. */
public final class JJavaProgress implements ProgressDisplay {
  private ProgressBar bar;

  @Override
  public boolean available() {
    try {
      return BaseKernel.notebookKernel() != null;
    } catch (NullPointerException | LinkageError e) { // no kernel runs, or another kind of kernel
      return false;
    }
  }

  @Override
  public synchronized void show(ProgressSnapshot snapshot) {
    if (bar == null) {
      bar = new ProgressBar(new JJavaNotebook(BaseKernel.notebookKernel()));
    }
    bar.show(snapshot);
  }
}
