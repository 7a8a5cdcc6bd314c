package org.ilf4j.jupyter;

import java.util.stream.Collectors;
import org.ilf4j.jupyter.view.Views;

/** What a notebook has from its first cell on. */
public final class Session {
  private Session() {}

  /** Imports the toolkit's types and lets its values show themselves. */
  public static void open(Notebook notebook) {
    Views.all().forEach(notebook::show);
    notebook.run(importLines());
  }

  static String importLines() {
    return SessionImports.names().stream()
        .map(name -> "import " + name + ";")
        .collect(Collectors.joining("\n"));
  }
}
