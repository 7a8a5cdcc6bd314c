package org.ilf4j.jupyter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
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

  private static boolean isOf(String declared, Class<?> type) {
    return declared.equals(type.getSimpleName()) || declared.equals(type.getName());
  }
}
