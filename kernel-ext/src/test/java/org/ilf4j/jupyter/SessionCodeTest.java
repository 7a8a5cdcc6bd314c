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

  @Test
  void behindADotStandWhatItsReceiverHas() {
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      shell.eval("var words = java.util.List.of(\"a\");");
      String cell = "int n = 1;\nwords.stream()\n  .fliter(w -> w.isEmpty())\n  .cuont();";
      assertThat(SessionCode.names(shell, cell, cell.indexOf("fliter"))).contains("filter", "map");
      assertThat(SessionCode.names(shell, cell, cell.indexOf("stream"))).contains("size", "get");
      assertThat(SessionCode.names(shell, "Integer.MAX", 8)).contains("MAX_VALUE", "parseInt");
    }
  }

  @Test
  void elsewhereStandTheSessionsOwnNamesAndTheToolkitsTypes() {
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      shell.eval("var words = java.util.List.of();");
      shell.eval("int twice(int n) { return 2 * n; }");
      assertThat(SessionCode.names(shell, "wrods.size()", 0))
          .contains("words", "twice", "Practice", "FeedbackForm");
    }
  }
}
