package org.ilf4j.jupyter.view;

import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table with a head, numbers to the right, rows in a scroll area that the keyboard reaches. A
 * click on a column's head sorts by it where the front end runs scripts.
 */
public final class Grid {
  private static final int ROWS_SHOWN = 1000;
  private static final int ROWS_BEFORE_SCROLLING = 15;
  private static final String SORT =
      "var h=event.target.closest('th'),b=this.parentNode.tBodies[0],i=h.cellIndex,"
          + "s=h.getAttribute('aria-sort')=='ascending'?-1:1,"
          + "v=function(r){return r.cells[i].textContent.trim()},"
          + "n=function(t){return parseFloat(t.replace(/[,\\s%±]/g,''))};"
          + "this.querySelectorAll('th').forEach(function(o){o.removeAttribute('aria-sort')});"
          + "h.setAttribute('aria-sort',s>0?'ascending':'descending');"
          + "Array.from(b.rows).sort(function(x,y){var p=n(v(x)),q=n(v(y));"
          + "return s*(isNaN(p)||isNaN(q)?v(x).localeCompare(v(y)):p-q)})"
          + ".forEach(function(r){b.appendChild(r)})";

  private final List<String> columns;
  private final boolean[] numeric;
  private final List<List<DomContent>> rows = new ArrayList<>();

  private Grid(List<String> columns) {
    this.columns = columns;
    this.numeric = new boolean[columns.size()];
  }

  /** A table with these columns; one whose name starts with {@code #} holds numbers. */
  public static Grid of(String... columns) {
    Grid grid =
        new Grid(List.of(columns).stream().map(name -> name.replaceFirst("^#", "")).toList());
    for (int i = 0; i < columns.length; i++) {
      grid.numeric[i] = columns[i].startsWith("#");
    }
    return grid;
  }

  /** Adds a row; a cell is content or anything else's text, escaped. */
  public Grid row(Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "A row has " + cells.length + " cells; the table has " + columns.size() + " columns.");
    }
    rows.add(List.of(cells).stream().map(Grid::content).toList());
    return this;
  }

  /** The table, or its first 1,000 rows and how many there are. */
  public DivTag html(String label) {
    boolean scrolls = rows.size() > ROWS_BEFORE_SCROLLING;
    DivTag area =
        div(
            table(
                    thead(
                        tr(
                            each(
                                IntStream.range(0, columns.size()).boxed().toList(),
                                this::header))),
                    tbody(each(rows.subList(0, Math.min(rows.size(), ROWS_SHOWN)), this::line)))
                .attr("aria-label", label));
    if (scrolls) {
      area.withClass("scroll")
          .attr("tabindex", "0")
          .attr("role", "region")
          .attr("aria-label", label);
    }
    return rows.size() <= ROWS_SHOWN
        ? area
        : div(area, Markup.dim("The first " + ROWS_SHOWN + " of " + rows.size() + " rows."));
  }

  private DomContent header(int column) {
    return th(button(columns.get(column)).attr("type", "button"))
        .attr("scope", "col")
        .withCondClass(numeric[column], "n");
  }

  private DomContent line(List<DomContent> cells) {
    return tr(
        each(
            IntStream.range(0, cells.size()).boxed().toList(),
            i -> td(cells.get(i)).withCondClass(numeric[i], "n")));
  }

  private static DomContent content(Object cell) {
    return cell instanceof DomContent dom ? dom : text(String.valueOf(cell));
  }
}
