package org.ilf4j.jupyter.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A trace as a kernel writes it: {@code Type: message}, frames below, then causes the same way. The
 * session's own frames name a snippet and its line, such as {@code .f(#71:2)}.
 *
 * @param lines the trace without colours
 */
record Trace(List<String> lines) {
  private static final String COLOUR = "\u001b\\[[0-9;]*m";
  private static final String CAUSED_BY = "Caused by: ";
  private static final Pattern HEAD = Pattern.compile("((?:[\\w$]+\\.)*[A-Z][\\w$]*)(?:: (.*))?");
  private static final Pattern FRAME = Pattern.compile("\\s+at .*|\\s*\\.\\.\\. \\d+ more");
  private static final Pattern OWN = Pattern.compile("\\s+at (\\S*?)\\(#(\\d+):(\\d+)\\)");

  /** Both kernels put a magic's error into one of their own. */
  private static final String WRAPPED = "Exception (while )?running (line|cell) magic .*";

  /** What a kernel throws for itself and formats in its own way, which stays. */
  private static final Set<String> KERNELS_OWN =
      Set.of(
          "CompilationException",
          "IncompleteSourceException",
          "UnresolvedReferenceException",
          "EvaluationTimeoutException");

  /** Takes the colours off, and the rule that IJava draws above. */
  static Trace of(List<String> written) {
    return new Trace(
        written.stream()
            .flatMap(lines -> lines.replaceAll(COLOUR, "").lines())
            .dropWhile(line -> line.isBlank() || line.matches("-+"))
            .toList());
  }

  /** Whether this is the trace of something that the cell's code threw. */
  boolean thrownBy(String name) {
    return !KERNELS_OWN.contains(name) && !lines.isEmpty() && HEAD.matcher(lines.get(0)).matches();
  }

  /**
   * An error's type and message.
   *
   * @param type without its package
   * @param message may be empty, may have several lines
   */
  record Cause(String type, String message) {
    @Override
    public String toString() {
      return message.isEmpty() ? type : type + ": " + message;
    }
  }

  /** The error, then what caused it, without the kernel's wrappers. */
  List<Cause> causes() {
    List<Cause> causes = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (i == 0 || lines.get(i).startsWith(CAUSED_BY)) {
        causes.add(cause(i));
      }
    }
    while (causes.size() > 1 && causes.get(0).message().matches("(?s)" + WRAPPED)) {
      causes.remove(0);
    }
    return causes;
  }

  private Cause cause(int at) {
    StringBuilder text = new StringBuilder(lines.get(at).replaceFirst("^" + CAUSED_BY, ""));
    for (int i = at + 1; i < lines.size() && !FRAME.matcher(lines.get(i)).matches(); i++) {
      if (lines.get(i).startsWith(CAUSED_BY)) {
        break;
      }
      text.append('\n').append(lines.get(i));
    }
    int colon = text.indexOf(": ");
    String type = colon < 0 ? text.toString() : text.substring(0, colon);
    String message = colon < 0 ? "" : text.substring(colon + 2);
    return new Cause(
        type.substring(type.lastIndexOf('.') + 1), message.equals("null") ? "" : message);
  }

  /**
   * A frame in the session's own code.
   *
   * @param method the method, empty for a statement
   * @param snippet the snippet's id
   * @param line its line, from 1
   */
  record Place(String method, String snippet, int line) {}

  /** The frames of the error in the session's own code, the innermost first. */
  List<Place> places() {
    return lines.stream()
        .takeWhile(line -> !line.startsWith(CAUSED_BY))
        .map(OWN::matcher)
        .filter(Matcher::matches)
        .map(own -> new Place(method(own.group(1)), own.group(2), Integer.parseInt(own.group(3))))
        .distinct()
        .toList();
  }

  private static String method(String name) {
    String method = name.startsWith(".") ? name.substring(1) : name;
    return method.contains("lambda$") || method.contains("do_it$") ? "" : method;
  }

  /** Whether there are frames that a person did not write. */
  boolean hasOthers() {
    return lines.stream().anyMatch(l -> FRAME.matcher(l).matches() && !OWN.matcher(l).matches());
  }
}
