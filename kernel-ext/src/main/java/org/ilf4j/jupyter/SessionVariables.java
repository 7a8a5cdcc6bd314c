package org.ilf4j.jupyter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;

/** The variables that a session's cells declared. */
public final class SessionVariables {
  private SessionVariables() {}

  /** The names of those declared with this very type, the newest first. */
  public static List<String> of(JShell shell, Class<?> type) {
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
