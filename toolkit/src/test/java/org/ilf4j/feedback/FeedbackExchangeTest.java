package org.ilf4j.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Feedback out to other programs' files and back. */
class FeedbackExchangeTest {
  private static final String PROMPT = "\"\"\"\nAdd, \"both\"; always.\n\"\"\"\n\ndef f(a, b):\n";

  @TempDir private Path folder;

  private final Feedback person =
      Feedback.of(
              111, PROMPT, PROMPT + "    return a - b\n", "=cmd|'/c calc'!A1, it says\nüñ €", "ann")
          .withRefinement(PROMPT + "    return a + b\n")
          .withCategories(List.of("logic", "missing step"));
  private final Feedback other =
      Feedback.of(111, PROMPT, PROMPT + "    return a - b\n", "- should be +", "ben");
  private final Feedback machine =
      new Feedback(
          311, PROMPT, PROMPT + "    return", "'=quoted", null, "simulated", true, List.of());
  private final Feedbacks all = Feedbacks.of(List.of(person, other, machine));

  @Test
  void comesBackFromASpreadsheetsTable() throws IOException {
    Path file = folder.resolve("feedback.csv");
    all.writeCsv(file);
    assertThat(Feedbacks.read(file).list()).isEqualTo(all.list());
    String text = Files.readString(file);
    assertThat(text).startsWith("\uFEFFtask_id,feedback,program,refinement,categories,annotator");
    // quoted, with an apostrophe that makes it text
    assertThat(text)
        .contains("\"'=cmd|'/c calc'!A1")
        .contains("\"''=quoted\"")
        .doesNotContain(",=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "'=1",
        "''=1",
        "'",
        "'a",
        "a=1",
        ""
      })
  void aFormulaIsTextAndComesBackAsItWas(String text) {
    String cell = SpreadsheetCell.write(text);
    assertThat(cell.isEmpty() || "=+-@\t\r\n＝".indexOf(cell.charAt(0)) < 0).isTrue();
    assertThat(SpreadsheetCell.read(cell)).isEqualTo(text);
  }

  @Test
  void aTableEditedElsewhereIsReadToo() throws IOException {
    Path file = folder.resolve("edited.csv");
    Files.writeString(
        file,
        "task_id;feedback;program;prompt;simulated\r\n"
            + "111;\"Wrong; see line 2\";\"def f():\n  return 1\";\"def f():\n\";FALSE\r\n");
    Feedback read = Feedbacks.read(file).list().get(0);
    assertThat(read.text()).isEqualTo("Wrong; see line 2");
    assertThat(read.program()).isEqualTo("def f():\n  return 1");
    assertThat(read.annotator()).isEmpty();
    Files.writeString(file, "task_id\tfeedback\tprogram\tprompt\n111\tWrong\tp\tp\n");
    assertThat(Feedbacks.read(file).list().get(0).text()).isEqualTo("Wrong");
  }

  @Test
  void thePapersColumnsMayComeAsATable() throws IOException {
    Path file = folder.resolve("paper.csv");
    Files.writeString(
        file,
        "task_id,prompt,Feedback,Refinement,original_model_completion\n"
            + "111,def f():,Wrong,def f(): return 2,def f(): return 1\n");
    Feedback read = Feedbacks.read(file).list().get(0);
    assertThat(read.text()).isEqualTo("Wrong");
    assertThat(read.refinement()).isEqualTo("def f(): return 2");
  }

  @Test
  void namesTheRowThatIsWrong() throws IOException {
    Path file = folder.resolve("broken.csv");
    Files.writeString(file, "task_id,feedback,program,prompt\n1,a,b,c\nx,a,b,c\n");
    assertThatThrownBy(() -> Feedbacks.read(file))
        .hasMessageContaining("broken.csv, line 3, is no Feedback record");
    Files.writeString(file, "task_id,feedback,program,prompt\n1,a,b,c,d\n");
    assertThatThrownBy(() -> Feedbacks.read(file))
        .hasMessageContaining("row 2, has 5 cells under 4 columns");
    Files.writeString(file, "task_id,feedback,program,prompt\n");
    assertThatThrownBy(() -> Feedbacks.read(file)).hasMessageContaining("holds no feedback");
  }

  @Test
  void comesBackFromArgillasRecords() throws IOException {
    Path file = folder.resolve("records.json");
    all.writeArgilla(file);
    assertThat(Feedbacks.read(file).list()).isEqualTo(all.list());
    assertThat(Files.readString(file))
        .startsWith("[{\"id\":\"task-111-")
        .contains("\"status\":\"completed\"", "\"status\":\"pending\"", "\"agent\":\"simulated\"");
  }

  /** The resource: two records of ours, read and written by argilla 2.8.0, and a user's answers. */
  @Test
  void readsWhatArgillaExports() throws IOException {
    Path file = folder.resolve("export.json");
    try (InputStream export = getClass().getResourceAsStream("argilla-2.8.0-export.json")) {
      Files.write(file, export.readAllBytes());
    }
    Feedbacks read = Feedbacks.read(file);
    assertThat(read.list()).contains(person, other, machine);
    Feedback added = read.list().get(3);
    assertThat(added.text()).isEqualTo("Returns nothing.");
    assertThat(added.annotator()).isEqualTo("3fa85f64-5717-4562-b3fc-2c963f66afa6");
    assertThat(added.categories()).containsExactly("logic");
  }

  @Test
  void saysWhatARecordLacks() throws IOException {
    Path file = folder.resolve("strange.json");
    Files.writeString(file, "[{\"id\":\"7\",\"fields\":{\"text\":\"a\"}}]");
    assertThatThrownBy(() -> Feedbacks.read(file))
        .hasMessageContaining("record 7 lacks the field program or the metadata task_id");
    Files.writeString(file, "[{\"id\":");
    assertThatThrownBy(() -> Feedbacks.read(file)).hasMessageContaining("is no JSON array");
  }
}
