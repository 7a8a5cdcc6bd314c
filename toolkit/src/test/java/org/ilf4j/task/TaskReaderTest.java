package org.ilf4j.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskReaderTest {
  private static final String GOOD =
      "{\"task_id\": 1, \"text\": \"t\", \"code\": \"c\", \"test_list\": [\"assert f()\"]}";

  @Test
  void aLineIsATask() {
    Task task = Tasks.read("some", GOOD + "\n\n").byId(1);
    assertThat(task).isEqualTo(new Task(1, "t", "c", "", List.of("assert f()"), List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"task_id\": 1 | \"task_id\": \"1\" | task_id is \"1\", not a whole number",
        "\"task_id\": 1, | `` | task_id is missing, not a whole number",
        "\"text\": \"t\" | \"text\": null | text is null, not a string",
        "\"code\": \"c\", | `` | code is missing, not a string",
        "[\"assert f()\"] | \"assert f()\" | test_list is \"assert f()\", not a list of strings",
        "[\"assert f()\"] | [] | test_list is empty, at least 1 test is needed",
        "[\"assert f()\"] | [7] | test_list holds 7, which is not a string",
      })
  void aFaultIsNamedWithItsLine(String part, String instead, String fault) {
    String lines = GOOD + "\n" + GOOD.replace(part, instead) + "\n";
    assertThatThrownBy(() -> Tasks.read("my.jsonl", lines))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("my.jsonl line 2: " + fault + "; mend or remove this line.");
  }

  @Test
  void aCutOffLineIsNamed() {
    assertThatThrownBy(() -> Tasks.read("my.jsonl", GOOD.substring(0, 40)))
        .hasMessageStartingWith("my.jsonl line 1: not valid JSON, ")
        .hasMessageEndingWith("; mend or remove this line.")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> Tasks.read("my.jsonl", "[1]"))
        .hasMessage("my.jsonl line 1: not a JSON object; mend or remove this line.");
  }

  @Test
  void aFileThatIsNotThereOrNotTextIsNamed(@TempDir Path folder) throws Exception {
    Path none = folder.resolve("none.jsonl");
    assertThatThrownBy(() -> Tasks.read(none))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(none.toString())
        .hasMessageContaining("check that it exists");
    Path binary = Files.write(folder.resolve("binary.jsonl"), new byte[] {(byte) 0xff, 0, 1});
    assertThatThrownBy(() -> Tasks.read(binary)).hasMessageContaining("UTF-8");
  }
}
