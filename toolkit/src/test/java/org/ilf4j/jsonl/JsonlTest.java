package org.ilf4j.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonlTest {
  @TempDir private Path folder;

  record Row(
      @JsonProperty(value = "task_id", required = true) int taskId,
      @JsonProperty("text") String text) {
    Row {
      if (taskId < 0) {
        throw new IllegalArgumentException("task_id is " + taskId + "; ids begin at 1.");
      }
    }
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("rows.jsonl"), text);
  }

  @Test
  void readsWhatItWrites() throws IOException {
    List<Row> rows = List.of(new Row(1, "ä\n\"x\""), new Row(2, null));
    Path file = file(Jsonl.line(rows.get(0)) + "\r\n\n" + Jsonl.line(rows.get(1)));
    assertThat(Jsonl.read(file, Row.class)).isEqualTo(rows);
  }

  @Test
  void passesOverUnknownColumnsAndAByteOrderMark() throws IOException {
    Path file = file("\uFEFF{\"task_id\":3,\"worker\":\"w\"}\n");
    assertThat(Jsonl.read(file, Row.class)).containsExactly(new Row(3, null));
  }

  @Test
  void namesTheLineOfAMalformedRecord() throws IOException {
    Path file = file("{\"task_id\":1}\n{\"task_id\":2\n");
    assertThatThrownBy(() -> Jsonl.read(file, Row.class))
        .isInstanceOf(JsonlException.class)
        .hasMessageContaining("rows.jsonl, line 2, is no Row record")
        .hasMessageContaining("correct or remove that line")
        .hasMessageNotContaining("\n");
  }

  @Test
  void namesAMissingFieldAWrongTypeAndARefusedValue() {
    assertThatThrownBy(() -> Jsonl.parse("{\"text\":\"a\"}", "rows", Row.class))
        .hasMessageContaining("rows, line 1")
        .hasMessageContaining("'task_id'");
    assertThatThrownBy(() -> Jsonl.parse("{\"task_id\":\"x\"}", "rows", Row.class))
        .hasMessageContaining("\"x\"");
    assertThatThrownBy(() -> Jsonl.parse("{\"task_id\":-4}", "rows", Row.class))
        .hasMessageContaining("task_id is -4");
    assertThatThrownBy(() -> Jsonl.parse("null", "rows", Row.class)).hasMessageContaining("null");
  }

  @Test
  void saysWhichFileIsMissingOrNoText() throws IOException {
    Path missing = folder.resolve("none.jsonl");
    assertThatThrownBy(() -> Jsonl.read(missing, Row.class))
        .hasMessage("There is no file " + missing + "; check the path.");
    Path latin = folder.resolve("latin.jsonl");
    Files.write(latin, "{\"task_id\":1,\"text\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Jsonl.read(latin, Row.class)).hasMessageContaining("UTF-8");
  }
}
