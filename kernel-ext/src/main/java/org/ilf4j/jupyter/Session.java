package org.ilf4j.jupyter;

import java.util.stream.Collectors;
import org.ilf4j.jupyter.failure.UncaughtErrors;
import org.ilf4j.jupyter.magic.Magics;
import org.ilf4j.jupyter.view.Views;

/** What a notebook has from its first cell on. */
public final class Session {
  private Session() {}

  /** Imports the toolkit's types, lets its values show themselves, and adds the magics. */
  public static void open(Notebook notebook) {
    Views.all().forEach(notebook::show);
    Magics.install(notebook);
    UncaughtErrors.install(notebook);
    notebook.run(importLines());
  }

  static String importLines() {
    return SessionImports.names().stream()
        .map(name -> "import " + name + ";")
        .collect(Collectors.joining("\n"));
  }
}
