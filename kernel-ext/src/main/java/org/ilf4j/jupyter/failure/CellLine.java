package org.ilf4j.jupyter.failure;

import java.util.Optional;
import java.util.function.Function;
import org.ilf4j.jupyter.failure.Trace.Place;

/** Finds the line that a person wrote where a trace names a snippet of the session. */
final class CellLine {
  private final String cell;
  private final Function<String, Optional<String>> snippets;

  /**
   * A cell in its session.
   *
   * @param cell the code of the cell that failed
   * @param snippets the source of a snippet by its id
   */
  CellLine(String cell, Function<String, Optional<String>> snippets) {
    this.cell = cell;
    this.snippets = snippets;
  }

  /**
   * Where that is and what stands there; empty where no person wrote it, such as a magic's call.
   */
  Optional<String> of(Place place) {
    // IJava keeps the empty lines before a statement, JShell does not count them
    return snippets.apply(place.snippet()).flatMap(source -> told(place, source.stripLeading()));
  }

  private Optional<String> told(Place place, String source) {
    int begin = cell.indexOf(source);
    if (begin < 0 && source.matches("(?s).*\\b(line|cell)Magic\\(.*")) {
      return Optional.empty();
    }
    int before =
        begin < 0 ? 0 : (int) cell.substring(0, begin).chars().filter(c -> c == '\n').count();
    String where =
        "line "
            + (before + place.line())
            + (begin < 0 ? " of a cell that ran before" : " of this cell");
    String method = place.method().isEmpty() ? "" : " (" + place.method() + ")";
    return source
        .lines()
        .skip(place.line() - 1)
        .findFirst()
        .map(line -> "in " + where + method + ":  " + line.strip());
  }
}
