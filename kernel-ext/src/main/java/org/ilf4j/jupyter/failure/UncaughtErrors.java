package org.ilf4j.jupyter.failure;

import static j2html.TagCreator.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.ilf4j.jupyter.Notebook;
import org.ilf4j.jupyter.view.Bundle;
import org.ilf4j.jupyter.view.Markup;

/**
 * Tells a cell's uncaught error as a person needs it: what and why, the lines of the own cells, the
 * next step. The full trace is folded in an output above, where it says more than that.
 */
public final class UncaughtErrors implements Notebook.ErrorTeller {
  private static final Logger LOG = Logger.getLogger(UncaughtErrors.class.getName());
  private static final int PLACES = 3;

  /** Bold alone: red letters cannot be read on the dark theme's red ground. */
  private static final String BOLD = "\u001b[1m";

  private static final String PLAIN = "\u001b[0m";

  /** What both kernels say when a person stopped the cell. */
  private static final String STOPPED = "EvaluationInterruptedException";

  /** The calls that name where finished work is kept. */
  private static final Pattern KEEPS =
      Pattern.compile("\\.\\s*(into|cachedIn)\\s*\\(|\\bIlf\\.open\\(");

  private final Notebook notebook;

  private UncaughtErrors(Notebook notebook) {
    this.notebook = notebook;
  }

  /** From now on the notebook's uncaught errors are told this way. */
  public static void install(Notebook notebook) {
    notebook.errors(new UncaughtErrors(notebook));
  }

  @Override
  public Optional<Notebook.Told> tell(String cell, String name, List<String> written) {
    try {
      return inOurWords(cell, name, written);
    } catch (Throwable failure) { // even out of memory: the cell must get its answer
      LOG.log(Level.WARNING, "An error is shown as the kernel writes it.", failure);
      return Optional.empty();
    }
  }

  private Optional<Notebook.Told> inOurWords(String cell, String name, List<String> written) {
    if (isCellMagicWithoutCell(cell, name)) {
      return Optional.of(emptyCell(cell.strip().split("\\s+")[0]));
    }
    if (name.equals(STOPPED)) {
      return Optional.of(stopped(cell));
    }
    if (name.equals("CompilationException")) {
      return misspelled(cell, written);
    }
    Trace trace = Trace.of(written);
    if (!trace.thrownBy(name)) {
      return Optional.empty();
    }
    if (trace.hasOthers()) {
      fold(trace);
    }
    return Optional.of(told(cell, trace));
  }

  private Notebook.Told told(String cell, Trace trace) {
    List<Trace.Cause> causes = trace.causes();
    Trace.Cause error = causes.get(0);
    List<String> lines = new ArrayList<>();
    lines.add(BOLD + shown(error.toString()) + PLAIN);
    causes.stream().skip(1).map(cause -> shown("because of " + cause)).forEach(lines::add);
    CellLine own = new CellLine(cell, notebook::snippet);
    trace.places().stream()
        .flatMap(place -> own.of(place).stream())
        .limit(PLACES)
        .forEach(line -> lines.add(shown(line)));
    NextStep.after(causes.get(causes.size() - 1).type())
        .or(() -> NextStep.after(error.type()))
        .ifPresent(step -> lines.add("Next: " + step));
    return new Notebook.Told(error.type(), error.message(), lines);
  }

  private void fold(Trace trace) {
    String whole = String.join("\n", trace.lines());
    notebook.display(
        Bundle.html(whole, Markup.card(Markup.fold(text("full trace"), Markup.verbatim(whole)))));
  }

  /** The compiler's report, and below it the name that was meant, where one is near. */
  private Optional<Notebook.Told> misspelled(String cell, List<String> report) {
    return UnknownName.in(report, cell)
        .flatMap(
            unknown ->
                unknown
                    .hint(notebook.names(cell, unknown.at()))
                    .map(hint -> told(unknown.name(), hint, report)));
  }

  private static Notebook.Told told(String unknown, String hint, List<String> report) {
    List<String> lines = new ArrayList<>(report);
    lines.removeIf(String::isBlank);
    lines.add(BOLD + hint + PLAIN);
    return new Notebook.Told(
        "CompilationException", "cannot find symbol " + unknown + ". " + hint, lines);
  }

  /** The kernels quote the whole cell, which the person has before their eyes. */
  private static Notebook.Told stopped(String cell) {
    String sentence =
        KEEPS.matcher(cell).find()
            ? "The cell was stopped; what it finished is kept in the folder that it names: run it"
                + " again to go on."
            : "The cell was stopped.";
    return new Notebook.Told("Interrupted", sentence, List.of(BOLD + sentence + PLAIN));
  }

  /** Kernels take a cell magic without further lines for Java, and say so. */
  private static boolean isCellMagicWithoutCell(String cell, String name) {
    return name.equals("CompilationException") && cell.strip().matches("%%\\w+.*");
  }

  private static Notebook.Told emptyCell(String magic) {
    String sentence =
        magic
            + " needs text below its first line, and there is none; "
            + magic.substring(1)
            + " in a cell of its own says what goes there.";
    return new Notebook.Told("MagicError", sentence, List.of(BOLD + sentence + PLAIN));
  }

  /** A message may hold a program's output: what would act in a terminal is made visible. */
  private static String shown(String text) {
    return Bundle.text(text).plain();
  }
}
