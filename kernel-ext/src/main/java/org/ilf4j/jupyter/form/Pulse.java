package org.ilf4j.jupyter.form;

import static j2html.TagCreator.div;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.span;
import static j2html.TagCreator.style;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.ilf4j.jupyter.view.Markup;
import org.ilf4j.jupyter.widget.Widget;

/**
 * The line that says whether what was typed is kept, and whether the kernel hears. The kernel
 * renews it every few seconds; where it does not, the style sheet itself lets a warning appear: a
 * page whose kernel is gone can run nothing else.
 */
final class Pulse {
  /** How often the line is renewed; the style sheet warns after three beats (our choice). */
  static final long BEAT_MILLIS = 4000;

  /** How often it looks whether a cell runs. */
  static final long LOOK_MILLIS = 500;

  private static final String BUSY =
      "A cell is running: what you type now is not saved yet. It waits in this page until the cell ends.";

  /** Beats without a change before the line rests, so that a server may cull an idle kernel. */
  private static final int BEATS_AWAKE = 450;

  private static final String KEYS = " Tab goes on to the next field, Space presses a button.";
  private static final String STYLE = readStyle();

  private final Widget label;
  private final BooleanSupplier cellRunning;
  private String word;
  private String shown;
  private int beats;
  private int quiet;

  Pulse(Widget label, BooleanSupplier cellRunning) {
    this.label = label;
    this.cellRunning = cellRunning;
    says("What you type is kept at each pause." + KEYS);
  }

  /** Says what was kept. */
  synchronized void says(String news) {
    word = news;
    quiet = 0;
    show(word);
  }

  /** Renews the line. */
  synchronized void beat() {
    quiet++;
    if (quiet < BEATS_AWAKE) {
      show(wanted());
    } else if (quiet == BEATS_AWAKE) {
      label.set("value", card("The form rests; it wakes when you type or press a button.", false));
    }
  }

  /** Says at once that a cell began or ended. */
  synchronized void look() {
    if (quiet < BEATS_AWAKE && !wanted().equals(shown)) {
      show(wanted());
    }
  }

  /** Comms are served between cells only. */
  private String wanted() {
    return cellRunning.getAsBoolean() ? BUSY : word;
  }

  private void show(String text) {
    shown = text;
    label.set("value", card(text, true));
  }

  /** The number of the beat makes each line a new one, so that the page draws it again. */
  private String card(String text, boolean mayGo) {
    beats++;
    String gone =
        "The kernel does not answer: it was stopped or restarted. What was kept is safe; what you type"
            + " now stays in this page only. Copy it, then run the cell again.";
    return Markup.card(
            style(rawHtml(STYLE)),
            div(
                    span(text)
                        .withClass(
                            mayGo ? "ilf-alive" + (text.equals(BUSY) ? " ilf-busy" : "") : ""),
                    mayGo ? span(gone).withClass("ilf-gone") : span())
                .withClass("dim")
                .attr("role", "status")
                .attr("data-beat", beats))
        .render();
  }

  private static String readStyle() {
    try (InputStream style = Pulse.class.getResourceAsStream("form.css")) {
      return new String(style.readAllBytes(), StandardCharsets.UTF_8).replace("\n", "");
    } catch (IOException e) {
      throw new UncheckedIOException("form.css is not readable in ilf4j-kernel-ext.jar.", e);
    }
  }
}
