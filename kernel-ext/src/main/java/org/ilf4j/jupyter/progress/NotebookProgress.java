package org.ilf4j.jupyter.progress;

import java.util.Optional;
import org.ilf4j.jupyter.Notebooks;
import org.ilf4j.progress.ProgressDisplay;
import org.ilf4j.progress.ProgressSnapshot;

/** The bar of one long call in whichever notebook runs. */
public final class NotebookProgress implements ProgressDisplay {
  private final Optional<ProgressBar> bar = Notebooks.current().map(ProgressBar::new);

  @Override
  public boolean available() {
    return bar.isPresent();
  }

  @Override
  public void show(ProgressSnapshot snapshot) {
    bar.ifPresent(shown -> shown.show(snapshot));
  }
}
