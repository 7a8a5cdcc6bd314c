package org.ilf4j.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import jdk.jshell.JShell;
import org.junit.jupiter.api.Test;

class SessionCodeTest {
  /** JShell gives a declaration the id of the one that it replaces. */
  @Test
  void aNameDeclaredAgainIsFoundAsItStandsNow() {
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      String first = shell.eval("var m = 1;").get(0).snippet().id();
      String again = shell.eval("var m = 1 / 0;").get(0).snippet().id();
      assertThat(again).isEqualTo(first);
      assertThat(SessionCode.snippet(shell, again)).contains("var m = 1 / 0;");
    }
  }
}
