package org.ilf4j.jupyter.view;

import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An exception as a person needs it: what, why, where in the own cells; the trace folded. */
final class FailureViews {
  /** A cell's class, as JShell names it. */
  private static final String CELL = "REPL.$JShell$";

  /** Deeper chains of causes are cut; one that runs in a circle ends here too. */
  private static final int CAUSES = 10;

  private FailureViews() {}

  static List<View<?>> all() {
    return List.of(View.html(Throwable.class, FailureViews::plain, FailureViews::html));
  }

  private static String plain(Throwable failure) {
    String causes =
        causes(failure).stream()
            .map(cause -> "\nbecause of " + name(cause) + ": " + message(cause))
            .collect(Collectors.joining());
    return name(failure)
        + ": "
        + message(failure)
        + causes
        + ownCell(failure).map(cell -> "\n" + cell).orElse("");
  }

  private static DomContent html(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    List<DomContent> parts = new ArrayList<>();
    parts.add(p(span("✗ " + name(failure)).withClasses("badge", "bad")));
    parts.add(p(message(failure)));
    causes(failure)
        .forEach(cause -> parts.add(p("because of " + name(cause) + ": " + message(cause))));
    ownCell(failure).ifPresent(cell -> parts.add(Markup.dim(cell)));
    parts.add(Markup.fold(text("full trace"), Markup.verbatim(trace.toString())));
    return Markup.card(parts.toArray(DomContent[]::new));
  }

  private static String name(Throwable failure) {
    return failure.getClass().getSimpleName();
  }

  private static String message(Throwable failure) {
    return failure.getMessage() == null ? "(no message)" : failure.getMessage();
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure.getCause();
        cause != null && causes.size() < CAUSES;
        cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }

  /** The first frame in a cell's own code, as method and snippet number. */
  private static Optional<String> ownCell(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith(CELL))
        .findFirst()
        .map(FailureViews::place);
  }

  private static String place(StackTraceElement frame) {
    String snippet = frame.getClassName().substring(CELL.length()).replaceAll("\\D.*", "");
    return frame.getMethodName().equals("do_it$")
        ? "It was thrown below the statement " + snippet + " of this session."
        : "It was thrown below your method "
            + frame.getMethodName()
            + ", statement "
            + snippet
            + " of this session.";
  }
}
