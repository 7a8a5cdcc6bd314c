package org.ilf4j.jupyter;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.VarSnippet;

/**
 * A cell with variables shown line by line, as other languages' notebooks do it. To Java the lines
 * {@code tasks} and {@code model} are one declaration, of a variable {@code model} whose type is
 * {@code tasks}: JShell would take the model away without a word. A line that is just the name of a
 * variable therefore ends there.
 */
public final class BareNames {
  private static final Pattern LINE_OF_ONE_NAME = Pattern.compile("(?m)^[ \\t]*(\\w+)[ \\t]*$");
  private static final String BLANK_OR_COMMENT = "(?:\\s++|//.*+\\R|/\\*(?s:.*?)\\*/)*+";
  private static final Pattern NAME_ABOVE_NAME =
      Pattern.compile(BLANK_OR_COMMENT + "(\\w+)(?=[ \\t]*\\R\\s*(?!instanceof\\b)[\\p{L}_$])");

  private BareNames() {}

  /** The cell, with a semicolon behind each such name; the lines stay where they are. */
  public static String separated(JShell shell, String cell) {
    Set<String> variables =
        shell
            .variables()
            .filter(variable -> shell.status(variable) == Snippet.Status.VALID)
            .map(VarSnippet::name)
            .collect(Collectors.toSet());
    boolean any =
        LINE_OF_ONE_NAME
            .matcher(cell)
            .results()
            .anyMatch(line -> variables.contains(line.group(1)));
    return any && !cell.startsWith("%%") ? separated(shell, cell, variables) : cell;
  }

  private static String separated(JShell shell, String cell, Set<String> variables) {
    StringBuilder done = new StringBuilder();
    String rest = cell;
    while (!rest.isBlank()) {
      Matcher bare = NAME_ABOVE_NAME.matcher(rest);
      if (bare.lookingAt() && variables.contains(bare.group(1))) {
        done.append(bare.group()).append(';');
        rest = rest.substring(bare.end());
        continue;
      }
      CompletionInfo first = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      String remaining = first.remaining();
      if (first.source() == null || remaining.length() >= rest.length()) {
        break; // no Java, or not whole: the kernel says so
      }
      done.append(rest, 0, rest.length() - remaining.length());
      rest = remaining;
    }
    return done + rest;
  }
}
