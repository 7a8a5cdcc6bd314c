package org.ilf4j.jupyter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.VarSnippet;

/** What a session's cells declared and ran. */
public final class SessionCode {
  private SessionCode() {}

  /** The source of a snippet by its id. */
  public static Optional<String> snippet(JShell shell, String id) {
    return shell
        .snippets()
        .filter(s -> s.id().equals(id))
        .map(Snippet::source)
        .reduce((older, newer) -> newer); // a name declared again keeps its id
  }

  /** The names of variables declared with this very type, the newest first. */
  public static List<String> variables(JShell shell, Class<?> type) {
    List<String> names =
        new ArrayList<>(
            shell
                .variables()
                .filter(variable -> shell.status(variable) == Snippet.Status.VALID)
                .filter(variable -> isOf(variable.typeName(), type))
                .map(VarSnippet::name)
                .toList());
    Collections.reverse(names);
    return names;
  }

  /**
   * The names that may stand at a place of a cell.
   *
   * @see Notebook#names
   */
  public static List<String> names(JShell shell, String cell, int at) {
    String before = cell.substring(0, at).stripTrailing();
    return before.endsWith(".") ? members(shell, before) : ownNames(shell);
  }

  /** What may follow the dot at the code's end. */
  private static List<String> members(JShell shell, String code) {
    SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
    String statement = code;
    String rest = analysis.analyzeCompletion(statement).remaining();
    while (!rest.isBlank() && rest.length() < statement.length()) {
      statement = rest;
      rest = analysis.analyzeCompletion(statement).remaining();
    }
    return analysis.completionSuggestions(statement, statement.length(), new int[1]).stream()
        .map(offer -> offer.continuation().replaceAll("\\W.*", ""))
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  private static List<String> ownNames(JShell shell) {
    Stream<String> declared =
        shell
            .snippets()
            .filter(snippet -> shell.status(snippet).isActive())
            .filter(DeclarationSnippet.class::isInstance)
            .map(snippet -> ((DeclarationSnippet) snippet).name());
    Stream<String> types =
        SessionImports.names().stream().map(name -> name.substring(name.lastIndexOf('.') + 1));
    return Stream.concat(declared, types).distinct().toList();
  }

  private static boolean isOf(String declared, Class<?> type) {
    return declared.equals(type.getSimpleName()) || declared.equals(type.getName());
  }
}
