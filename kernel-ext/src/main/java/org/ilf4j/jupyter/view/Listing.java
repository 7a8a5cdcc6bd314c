package org.ilf4j.jupyter.view;

import static j2html.TagCreator.code;
import static j2html.TagCreator.each;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import j2html.tags.specialized.PreTag;
import j2html.tags.specialized.SpanTag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Python text as lines: its words coloured, its lines numbered, some lines marked and some
 * stretches shaded.
 *
 * <pre>{@code
 * Listing.of(program).numbered().mark(3, "it fails here").html()
 * }</pre>
 */
final class Listing {
  private static final String[] CLASSES = {"k", "b", "d", "s", "c", "m"};

  private record Shade(String name, String title) {
    /** The first class; those behind it say what the stretch holds. */
    String colour() {
      return name.split(" ")[0];
    }
  }

  private final String text;
  private final byte[] kinds;
  private final short[] shadeAt;
  private final List<Shade> shades = new ArrayList<>();
  private boolean numbered;
  private int marked;
  private String note = "";
  private int lineEndsFrom = Integer.MAX_VALUE;
  private boolean bad;

  private Listing(String text) {
    this.text = text;
    this.kinds = new byte[text.length()];
    this.shadeAt = new short[text.length()];
  }

  /** A Python text; CR LF counts as one line end. */
  static Listing of(String python) {
    Listing listing = plain(python);
    listing.colour(0, listing.text.length());
    return listing;
  }

  /** What a model reads: a refinement prompt's headings and feedback are no Python. */
  static Listing read(String prompt) {
    Listing listing = plain(prompt);
    for (int[] code : ReadText.code(listing.text)) {
      listing.colour(code[0], code[1]);
    }
    return listing;
  }

  private void colour(int from, int to) {
    for (PythonText.Lexeme lexeme : PythonText.lexemes(text.substring(from, to))) {
      byte kind = (byte) (1 + lexeme.kind().ordinal());
      Arrays.fill(kinds, from + lexeme.from(), from + lexeme.to(), kind);
    }
  }

  /** A text that is no Python: nothing is coloured. */
  static Listing plain(String text) {
    return new Listing(text.replace("\r\n", "\n"));
  }

  /** With line numbers. */
  Listing numbered() {
    numbered = true;
    return this;
  }

  /**
   * Marks a line and says why in words.
   *
   * @param line from 1; 0 for none
   */
  Listing mark(int line, String why) {
    marked = line;
    note = why;
    return this;
  }

  /**
   * From this place on, shows the line ends that lie in a shaded stretch, those at the text's end
   * included: they may be tokens as any other. The mark is drawn, so that copied code is whole.
   */
  Listing lineEndsFrom(int place) {
    lineEndsFrom = place;
    return this;
  }

  /** Marks a line as the one that failed. */
  Listing failed(int line) {
    bad = true;
    return mark(line, "it failed here");
  }

  /**
   * Shades a stretch; a later shade covers an earlier one.
   *
   * @param name the style's class, or several
   * @param title what the pointer shows; null for nothing
   */
  Listing shade(int from, int to, String name, String title) {
    shades.add(new Shade(name, title));
    int last = Math.min(to, text.length());
    Arrays.fill(shadeAt, Math.min(from, last), last, (short) shades.size());
    return this;
  }

  /** The lines; spaces at the end are left out, unless they are shaded and line ends are shown. */
  PreTag html() {
    int end = shownLength();
    if (!numbered) {
      return pre(code(each(runs(0, end), run -> run))).withClass("code");
    }
    PreTag listing = pre().withClass("code");
    var lines = code();
    int number = 0;
    int from = 0;
    while (from < end || from == 0) {
      int lineEnd = text.indexOf('\n', from);
      int to = lineEnd < 0 || lineEnd > end ? end : lineEnd;
      number++;
      lines.with(line(number, from, to));
      from = to + 1;
    }
    return listing.with(lines);
  }

  private int shownLength() {
    int end = text.length();
    while (end > 0 && Character.isWhitespace(text.charAt(end - 1)) && !isShown(end - 1)) {
      end--;
    }
    return end;
  }

  private boolean isShown(int place) {
    return place >= lineEndsFrom
        && shadeAt[place] != 0
        && shades.get(shadeAt[place] - 1).name() != null;
  }

  /**
   * The lines as they are; spaces at the end of the text are left out, and an empty one has none.
   */
  List<String> lines() {
    String program = text.stripTrailing();
    return program.isEmpty() ? List.of() : List.of(program.split("\n", -1));
  }

  /** The same lines, coloured as parts of the whole: a string may go over several. */
  List<DomContent> coloured() {
    List<DomContent> coloured = new ArrayList<>();
    int from = 0;
    for (String line : lines()) {
      int to = from + line.length();
      coloured.add(each(runs(from, to), run -> run));
      from = to + 1;
    }
    return coloured;
  }

  /** The text within a line, without numbers and marks. */
  DomContent inline() {
    return each(runs(0, text.length()), run -> run);
  }

  private SpanTag line(int number, int from, int to) {
    SpanTag line = span();
    boolean hit = number == marked;
    line.withClasses("l", hit ? "hit" : null);
    line.with(span((hit ? "▸" : "") + number + " ").withClass("no").attr("aria-hidden", "true"));
    line.with(runs(from, to));
    if (to < text.length() && isShown(to)) {
      Shade shade = shades.get(shadeAt[to] - 1);
      line.with(span().withClasses("nl", shade.colour()).withTitle(shade.title()));
    }
    if (hit && !note.isEmpty()) {
      line.with(span("  ◂ " + note).withClasses("why", bad ? "bad" : null));
    }
    return line.with(text("\n"));
  }

  private List<DomContent> runs(int from, int to) {
    List<DomContent> runs = new ArrayList<>();
    for (int at = from; at < to; ) {
      int end = endOfRun(at, to);
      runs.add(run(at, end));
      at = end;
    }
    return runs;
  }

  private int endOfRun(int from, int to) {
    int end = from + 1;
    while (end < to && kinds[end] == kinds[from] && shadeAt[end] == shadeAt[from]) {
      end++;
    }
    return end;
  }

  private DomContent run(int from, int to) {
    String words = text.substring(from, to);
    String kind = kinds[from] == 0 ? null : CLASSES[kinds[from] - 1];
    if (shadeAt[from] == 0) {
      return kind == null ? text(words) : span(words).withClass(kind);
    }
    Shade shade = shades.get(shadeAt[from] - 1);
    SpanTag run = span(words);
    if (shade.name() != null || kind != null) {
      run.withClasses(shade.name(), kind);
    }
    return shade.title() == null ? run : run.withTitle(shade.title());
  }
}
