package org.ilf4j.model.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChatAnswerTest {
  private static final String PROMPT =
      "\"\"\"\nRemove a character.\n\"\"\"\n\ndef remove_Occ(s,ch):\n";
  private static final String BODY = "    return s.replace(ch, '')";

  private static String of(String answer) {
    return new ChatAnswer(PROMPT).continuation(answer);
  }

  private static String fenced(String code) {
    return "Sure! Here it is:\n\n```python\n" + code + "\n```\n\nIt uses `replace`.\n";
  }

  @Test
  void aBodyStays() {
    assertThat(of(BODY)).isEqualTo(BODY);
    assertThat(of("return s")).isEqualTo("    return s");
    assertThat(of("\n" + BODY + "\n")).isEqualTo("\n" + BODY + "\n");
    assertThat(of("```\n" + BODY + "\n```")).isEqualTo(BODY);
    assertThat(of("t = s\n    return t")).isEqualTo("t = s\n    return t");
    assertThat(of(BODY + "\n```\nThat is all.")).isEqualTo(BODY + "\n");
  }

  @Test
  void aBodyAtTheMarginThatReturnsThereIsIndented() {
    assertThat(of("for c in s:\n    if c == ch:\n        pass\nreturn s"))
        .isEqualTo("    for c in s:\n        if c == ch:\n            pass\n    return s");
  }

  @Test
  void whatStandsAroundTheFenceAndTheRepeatedHeaderGoes() {
    for (String header :
        new String[] {
          "def remove_Occ(s,ch):",
          "def remove_Occ(s: str, ch: str = ':') -> str:",
          "def  remove_Occ (s, ch) -> dict[str, int]:  # all of them",
          "@lru_cache(None)\n@other\ndef remove_Occ(s, ch):",
          "def remove_Occ(\n    s: str,  # a text (any)\n    ch: str,\n) -> str:",
          "async def remove_Occ(s, ch):"
        }) {
      String code = header + "\n" + BODY;
      assertThat(of(fenced(code))).as(header).isEqualTo(BODY);
      assertThat(of(code)).as("without a fence: " + header).isEqualTo(BODY);
      assertThat(of("Here:\n\n" + code + "\n\nDone.")).isEqualTo(BODY + "\n\nDone.");
      assertThat(of("```python\r\n" + code + "\r\n```")).isEqualTo(BODY);
      assertThat(of("```py\n" + code)).as("cut off").isEqualTo(BODY);
    }
  }

  @Test
  void anEchoOfThePromptGoes() {
    assertThat(of(PROMPT + BODY)).isEqualTo(BODY);
    assertThat(of(fenced(PROMPT + BODY))).isEqualTo(BODY);
    assertThat(of(fenced(PROMPT.replace("s,ch", "s, ch") + BODY))).isEqualTo(BODY);
  }

  @Test
  void importsMoveIntoTheFunction() {
    assertThat(
            of(
                fenced(
                    "import re\nfrom math import (\n    ceil,\n)\n\ndef remove_Occ(s,ch):\n  return re")))
        .isEqualTo("  import re\n  from math import (\n      ceil,\n  )\n  return re");
    assertThat(of("I need a module.\nimport re\n\ndef remove_Occ(s,ch):\n" + BODY))
        .isEqualTo("    import re\n" + BODY);
    assertThat(
            of(fenced("from __future__ import annotations\n# so\ndef remove_Occ(s,ch):\n" + BODY)))
        .isEqualTo(BODY);
  }

  @Test
  void helpersMoveIntoTheFunction() {
    String helper = "def other(c):\n    \"\"\"Says\n    it.\"\"\"\n\n    return c\n";
    assertThat(of(fenced("N = 1\n\n" + helper + "\n\ndef remove_Occ(s,ch):\n" + BODY)))
        .isEqualTo("    N = 1\n" + helper.replaceAll("(?m)^(?=.)", "    ") + BODY);
    String prompt = helper + "\ndef main(s):\n";
    assertThat(new ChatAnswer(prompt).continuation(fenced(helper + "\n\ndef main(s) :\n" + BODY)))
        .as("a helper that the prompt holds")
        .isEqualTo(BODY);
  }

  @Test
  void whatCannotMoveLeavesTheAnswerAsItIs() {
    for (String before :
        new String[] {
          "from math import *", "def f():\n    global n\n    n = 1", "T = \"\"\"a\nb\"\"\""
        }) {
      String code = before + "\n\ndef remove_Occ(s,ch):\n" + BODY;
      assertThat(of(fenced(code))).isEqualTo(code);
    }
    assertThat(of("def remove_Occ(s,")).isEqualTo("def remove_Occ(s,");
  }

  @Test
  void theBlockWithTheFunctionCounts() {
    String answer = "```\npip install x\n```\n" + fenced("def remove_Occ(s, ch):\n" + BODY);
    assertThat(of(answer)).isEqualTo(BODY);
    assertThat(of("1. So:\n   ```python\n   def remove_Occ(s, ch):\n       return s\n   ```\n"))
        .isEqualTo("    return s");
  }

  @Test
  void aBodyOnTheHeadersLineGetsItsOwn() {
    assertThat(of("def remove_Occ(s, ch): return s")).isEqualTo("    return s\n");
    ChatAnswer open = new ChatAnswer("def f(n):");
    assertThat(open.continuation("def f(n):\n    return n")).isEqualTo("\n    return n");
    assertThat(open.continuation("return n")).isEqualTo("\n    return n");
  }

  @Test
  void aRefinementPromptEndsWithTheHeaderToo() {
    String prompt =
        "OLD CODE:\n" + PROMPT + "    return s\n\nFEEDBACK:\nNo.\n\nREFINEMENT:\n" + PROMPT;
    ChatAnswer answer = new ChatAnswer(prompt);
    assertThat(answer.continuation(fenced("def remove_Occ(s, ch):\n" + BODY))).isEqualTo(BODY);
    assertThat(answer.continuation(prompt + BODY)).isEqualTo(BODY);
  }

  @Test
  void ofAnotherPromptsAnswerOnlyTheFenceGoes() {
    ChatAnswer answer = new ChatAnswer("Say what is wrong:\n");
    assertThat(answer.continuation("It loops.\ndef f(x):")).isEqualTo("It loops.\ndef f(x):");
    assertThat(answer.continuation("So:\n```\nx = 1\n```\n")).isEqualTo("x = 1");
  }
}
