package org.ilf4j.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ilf4j.task.Task;
import org.junit.jupiter.api.Test;

class PromptTemplateTest {

  @Test
  void thePromptIsThePapers() {
    assertThat(render("def add(a, b):\n    return a + b", "assert add(1, 2) == 3"))
        .isEqualTo("\"\"\"\nAdd.\n\n>>> Example: add(1, 2) = 3\n\"\"\"\n\ndef add(a, b):\n");
  }

  @Test
  void thePapersTemplateSaysWhatItIs() {
    assertThat(PromptTemplate.mbpp().toString())
        .startsWith("The paper's prompt for MBPP: the task's text and its first test");
  }

  @Test
  void oddHeadersGetAPromptToo() {
    assertThat(header("def add (a,b) :  \r\n\treturn a", "add")).isEqualTo("def add (a,b) :\n");
    assertThat(header("def  add( a ): # adds\n    return a", "add")).isEqualTo("def  add( a ):\n");
    assertThat(header("def add(a,\n        b={1: 2}):\n    return a", "add"))
        .isEqualTo("def add(a,\n        b={1: 2}):\n");
    assertThat(header("def add(a): return a", "add")).isEqualTo("def add(a):\n");
    assertThat(header("def add(a: int) -> int:\n    return a", "add"))
        .isEqualTo("def add(a: int) -> int:\n");
  }

  @Test
  void helpersBeforeTheEntryPointAreShownAndThoseAfterItAreNot() {
    String code =
        "import math \r\ndef one(): \r\n\treturn 1\r\ndef add(a): \r\n\treturn a\r\ndef two(): pass";
    assertThat(header(code, "add"))
        .isEqualTo("import math \ndef one(): \n\treturn 1\ndef add(a):\n");
  }

  @Test
  void aGoldProgramWithoutTheFunctionIsNamed() {
    assertThatThrownBy(() -> render("def sub(a):\n    return a", "assert add(1) == 1"))
        .hasMessage(
            "Task 9: its gold program has no line 'def add(...)', which its first test calls;"
                + " mend the task's code or test.");
    assertThatThrownBy(() -> render("def add(a", "assert add(1) == 1"))
        .hasMessageContaining("no colon");
  }

  @Test
  void thePromptKnowsItsShownTest() {
    Task task = task("def add(a):\n    return a", "assert add(\"==\") == 1");
    Prompt prompt = PromptTemplate.mbpp().render(task);
    assertThat(prompt.shownTest()).isEqualTo("add(\"=\") = 1");
    assertThat(prompt).hasToString(prompt.text());
    assertThat(new Prompt(1, "def f():\n").shownTest()).isEmpty();
  }

  @Test
  void aRefinementPromptHasThePapersLayout() {
    assertThat(RefinementTemplate.render("old", "Say why.", "def f():\n"))
        .isEqualTo("OLD CODE:\nold\n\nFEEDBACK:\nSay why.\n\nREFINEMENT:\ndef f():\n");
  }

  private static String header(String code, String name) {
    String prompt = render(code, "assert " + name + "(1) == 1");
    return prompt.substring(prompt.indexOf("\"\"\"\n\n") + 5);
  }

  private static String render(String code, String test) {
    return PromptTemplate.mbpp().render(task(code, test)).text();
  }

  private static Task task(String code, String test) {
    return new Task(9, "Add.", code, "", List.of(test), List.of());
  }
}
