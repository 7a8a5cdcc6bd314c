package org.ilf4j.jupyter.progress;

import static j2html.TagCreator.p;
import static j2html.TagCreator.progress;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import org.ilf4j.jupyter.Notebook;
import org.ilf4j.jupyter.view.Bundle;
import org.ilf4j.jupyter.view.Markup;
import org.ilf4j.progress.ProgressSnapshot;

/** One long call's bar: drawn once, then replaced where it stands. */
public final class ProgressBar {
  private final Notebook notebook;
  private String id;

  /** A bar that is not drawn yet. */
  public ProgressBar(Notebook notebook) {
    this.notebook = notebook;
  }

  /** Draws the state; does nothing where no cell runs that the bar could stand under. */
  public synchronized void show(ProgressSnapshot snapshot) {
    Bundle bundle = bundle(snapshot);
    if (id != null) {
      notebook.update(id, bundle);
    } else if (notebook.cellRunning()) {
      id = notebook.display(bundle);
    }
  }

  static Bundle bundle(ProgressSnapshot snapshot) {
    String line = ProgressLine.of(snapshot);
    return Bundle.html(line, Markup.card(p(bar(snapshot), text(" " + line)), hint(snapshot)));
  }

  private static DomContent bar(ProgressSnapshot snapshot) {
    return snapshot.finished()
        ? text("")
        : progress()
            .attr("value", snapshot.done())
            .attr("max", Math.max(1, snapshot.total()))
            .attr("aria-label", snapshot.label());
  }

  private static DomContent hint(ProgressSnapshot snapshot) {
    String kept = snapshot.kept().isEmpty() ? "" : "; " + snapshot.kept();
    return snapshot.finished()
        ? text("")
        : Markup.dim("Stop with ■ (or press I twice)" + kept + ".");
  }
}
