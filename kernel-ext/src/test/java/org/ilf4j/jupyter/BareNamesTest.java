package org.ilf4j.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import jdk.jshell.JShell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BareNamesTest {
  private JShell shell;

  @BeforeEach
  void declare() {
    shell = JShell.builder().executionEngine("local").build();
    shell.eval("int tasks = 3;");
    shell.eval("int model = 4;");
  }

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void aNameAboveANameEndsThere() {
    assertThat(separated("tasks\nmodel")).isEqualTo("tasks;\nmodel");
    assertThat(separated("tasks\ntasks")).isEqualTo("tasks;\ntasks");
    assertThat(separated("tasks\n\n  model \ntasks\n")).isEqualTo("tasks;\n\n  model; \ntasks\n");
    assertThat(separated("// both\ntasks\nmodel")).isEqualTo("// both\ntasks;\nmodel");
    assertThat(separated("int x = 1;\ntasks\nvar y = 2;"))
        .isEqualTo("int x = 1;\ntasks;\nvar y = 2;");
  }

  /** What JShell would do with the cell as it was typed. */
  @Test
  void withoutItTheVariableIsGone() {
    shell.eval("tasks\nmodel;"); // kernels end a cell with one
    assertThat(shell.eval("model + 1").get(0).value()).isNull();
  }

  @Test
  void allElseStaysAsItIs() {
    for (String cell :
        new String[] {
          "tasks",
          "unknown\nmodel",
          "tasks\n  .toString()",
          "tasks\n  + model",
          "var x =\ntasks\n+ model;",
          "Object o = (Object)\ntasks\ninstanceof Integer;",
          "var text = \"\"\"\ntasks\nmodel\n\"\"\";",
          "int twice(int tasks) {\n  return\ntasks\n* 2;\n}",
          "/* so\ntasks\nmodel\n*/ tasks",
          "%%python 111\ntasks\nmodel",
          "tasks\n// model",
          "for (\ntasks\nmodel",
        }) {
      assertThat(separated(cell)).isEqualTo(cell);
    }
  }

  private String separated(String cell) {
    return BareNames.separated(shell, cell);
  }
}
