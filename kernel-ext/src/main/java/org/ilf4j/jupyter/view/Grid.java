package org.ilf4j.jupyter.view;

import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import j2html.tags.specialized.PTag;
import j2html.tags.specialized.TableTag;
import j2html.tags.specialized.TrTag;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table: a head, numbers to the right, pages of 20 rows, and a button in each head that sorts.
 *
 * <p>Sorting and paging take a few lines of script, in the table's own {@code onclick}: it runs
 * where a front end trusts the output and in HTML pages. Where it does not run the buttons are
 * hidden, the first page is shown, and a line says how to see the rest.
 */
public final class Grid {
  private static final int PAGE = 20;
  private static final int CELLS_SHOWN = 8000;
  private static final int LONG_TEXT = 400;
  private static final int SHORT_TEXT = 120;

  /** With a value: JupyterLab takes empty attributes away from outputs that it does not trust. */
  private static final String HIDDEN = "hidden";

  private static final String SCRIPT = GridScript.onClick(PAGE);

  private final List<String> columns;
  private final boolean[] numeric;
  private final List<List<DomContent>> rows = new ArrayList<>();
  private boolean named;
  private boolean sortable = true;
  private int leftOut;

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

  /** The first cell of each row names the row. */
  public Grid named() {
    named = true;
    return this;
  }

  /** The rows have an order of their own: no buttons that sort. */
  public Grid unsorted() {
    sortable = false;
    return this;
  }

  /**
   * Adds a row; a cell is content or anything else's text, escaped. Beyond 8,000 cells rows are
   * counted, not kept.
   */
  public Grid row(Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "A row has " + cells.length + " cells; the table has " + columns.size() + " columns.");
    }
    if (rows.size() * columns.size() < CELLS_SHOWN) {
      rows.add(List.of(cells).stream().map(Grid::content).toList());
    } else {
      leftOut++;
    }
    return this;
  }

  /** The table. */
  public DivTag html(String label) {
    TableTag table =
        table(thead(tr(each(range(columns.size()), this::header))), tbody(lines()))
            .attr("aria-label", label);
    DivTag grid = div(table).withClass("grid");
    if (rows.size() > PAGE || sortable && rows.size() > 1) {
      grid.attr("onclick", SCRIPT);
    }
    if (rows.size() > PAGE) {
      grid.with(pager(), withoutScript());
    }
    return leftOut == 0
        ? grid
        : grid.with(
            Markup.dim(
                "The first "
                    + rows.size()
                    + " of "
                    + (rows.size() + leftOut)
                    + " rows; select what you look for to see others."));
  }

  private DomContent header(int column) {
    String name = columns.get(column);
    var head = th(name).attr("scope", "col").withCondClass(numeric[column], "n");
    return rows.size() < 2 || !sortable
        ? head
        : head.with(
            button()
                .attr("hidden", HIDDEN)
                .withType("button")
                .attr("aria-label", "sort by " + (name.isBlank() ? "this column" : name)));
  }

  private DomContent[] lines() {
    return IntStream.range(0, rows.size())
        .mapToObj(i -> i < PAGE ? line(rows.get(i)) : line(rows.get(i)).attr("hidden", HIDDEN))
        .toArray(DomContent[]::new);
  }

  private TrTag line(List<DomContent> cells) {
    return tr(each(range(cells.size()), i -> cell(cells.get(i), i)));
  }

  private DomContent cell(DomContent content, int column) {
    return named && column == 0
        ? th(content).attr("scope", "row")
        : td(content).withCondClass(numeric[column], "n");
  }

  private PTag pager() {
    return p(
            button("‹").withType("button").withData("go", "-1").attr("aria-label", "rows before"),
            span("rows 1 to " + PAGE + " of " + rows.size()).attr("role", "status"),
            button("›").withType("button").withData("go", "1").attr("aria-label", "next rows"))
        .withClass("pager")
        .attr("hidden", HIDDEN);
  }

  /** Hidden by the style sheet, which goes where scripts go. */
  private PTag withoutScript() {
    return p("Rows 1 to "
            + PAGE
            + " of "
            + rows.size()
            + ". Trust this notebook, or run the cell, to page through the rest and to sort.")
        .withClass("off");
  }

  private static List<Integer> range(int end) {
    return IntStream.range(0, end).boxed().toList();
  }

  private static DomContent content(Object cell) {
    if (cell instanceof DomContent dom) {
      return dom;
    }
    String words = String.valueOf(cell);
    return words.length() <= LONG_TEXT
        ? text(words)
        : Markup.fold(text(words.substring(0, SHORT_TEXT) + "…"), text(words));
  }
}
