package org.ilf4j.model.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a chat answer holds before the function's header. The prompt's header cannot be moved, so
 * imports, helper functions and constants go into the function's body, indented like it: the
 * function sees them as before. Comments, free-standing strings, imports from {@code __future__}
 * and what the prompt holds already go; so do sentences before a function that is not fenced.
 *
 * <p>It cannot be done, and the answer stays, where that would change the meaning: with {@code from
 * x import *}, which no function may hold, with {@code global}, and with a string of several lines
 * as a value, whose lines would be indented too.
 */
final class Preamble {
  private static final Pattern FREE_STRING =
      Pattern.compile("(?ms)^[rRuU]?(\"\"\"|''').*?\\1[ \\t]*$\\n?");
  private static final Pattern DOCSTRING =
      Pattern.compile("(?ms)^[ \\t]+[rRuU]?(\"\"\"|''').*?\\1[ \\t]*$");
  private static final Pattern UNMOVABLE =
      Pattern.compile("(?m)^from[ \\t].*import[ \\t]*\\*|^[ \\t]+global[ \\t]|\"\"\"|'''");
  private static final Pattern PYTHON =
      Pattern.compile(
          "(?s)(import [\\w.]+( as \\w+)?([ \\t]*,.*)?|from [\\w.]+ import .*"
              + "|@.*|((async[ \\t]+)?def|class)[ \\t]+\\w+[ \\t]*[(:].*|\\w+[ \\t]*(:[^=\\n]+)?=[^=].*)");
  private static final String FUTURE = "from __future__ ";

  private Preamble() {}

  /**
   * The lines that the body starts with.
   *
   * @param before what stands before the header
   * @param fenced whether it is code throughout
   * @return nothing where it cannot be moved
   */
  static Optional<String> moved(String before, String prompt, boolean fenced, String indent) {
    StringBuilder lines = new StringBuilder();
    for (String statement : statements(FREE_STRING.matcher(before).replaceAll(""))) {
      boolean known = prompt.contains(statement) || statement.startsWith(FUTURE);
      if (!known && (fenced || PYTHON.matcher(statement).matches())) {
        if (UNMOVABLE.matcher(DOCSTRING.matcher(statement).replaceAll("")).find()) {
          return Optional.empty();
        }
        lines.append(statement.replaceAll("(?m)^(?=.*\\S)", indent)).append('\n');
      }
    }
    return Optional.of(lines.toString());
  }

  /** Lines at the margin with what belongs to each, without comments. */
  private static List<String> statements(String before) {
    List<String> statements = new ArrayList<>();
    for (String part : before.split("\\n(?=[^\\s)\\]}])")) {
      String statement = part.stripTrailing();
      if (!statement.isBlank() && !statement.startsWith("#")) {
        statements.add(statement.replaceFirst("^\\s*\\n", ""));
      }
    }
    return statements;
  }
}
