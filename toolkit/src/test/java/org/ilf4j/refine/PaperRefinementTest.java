package org.ilf4j.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ilf4j.feedback.Feedback;
import org.ilf4j.feedback.FeedbackSource;
import org.ilf4j.feedback.Feedbacks;
import org.ilf4j.jsonl.Jsonl;
import org.ilf4j.judge.Judge;
import org.ilf4j.sample.Sample;
import org.ilf4j.sample.Sampler;
import org.ilf4j.task.Tasks;
import org.ilf4j.toy.ToyModel;
import org.ilf4j.toy.ToyTasks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refinements in the columns of the paper's {@code refinements_*.jsonl}, out and back. */
class PaperRefinementTest {
  @TempDir private Path folder;

  private final Tasks tasks = ToyTasks.of(0, 2, 2);
  private Refinements refinements;
  private Path file;

  @BeforeEach
  void refine() {
    var samples = Sampler.of(new ToyModel(0, 0, 0)).perTask(1).sample(tasks);
    Feedbacks feedback =
        FeedbackSource.simulated(2).on(Judge.standard().judge(samples).failures().onePerTask());
    refinements = Refiner.of(new ToyModel(0, 0.5, 0)).perTask(3).seed(4).refine(tasks, feedback);
    file = folder.resolve("refinements.jsonl");
  }

  @Test
  void comeBackWithProgramsWordsAndPrompts() {
    refinements.writePaper(file);
    Refinements read = Refinements.readPaper(file, tasks);
    assertThat(read.samples().list())
        .extracting(Sample::taskId, Sample::index, Sample::program)
        .isEqualTo(
            refinements.samples().list().stream()
                .map(s -> org.assertj.core.groups.Tuple.tuple(s.taskId(), s.index(), s.program()))
                .toList());
    assertThat(read.list())
        .extracting(Refinement::feedback)
        .extracting(Feedback::text, Feedback::program, Feedback::prompt)
        .isEqualTo(
            refinements.list().stream()
                .map(Refinement::feedback)
                .map(f -> org.assertj.core.groups.Tuple.tuple(f.text(), f.program(), f.prompt()))
                .toList());
    assertThat(read.passing().size()).isEqualTo(refinements.passing().size()).isPositive();
  }

  @Test
  void haveThePapersColumnsAndAWholeTextAsCompletion() {
    refinements.writePaper(file);
    JsonNode row = Jsonl.read(file, JsonNode.class).get(0);
    assertThat(row.fieldNames())
        .toIterable()
        .containsExactly("task_id", "prompt", "feedback", "old_completion", "completion");
    assertThat(row.get("prompt").asText()).startsWith("OLD CODE:\n").contains("REFINEMENT:\n");
    assertThat(row.get("completion").asText()).startsWith(row.get("prompt").asText());
  }

  @Test
  void aCompletionWithoutItsPromptIsReadToo() throws IOException {
    Files.writeString(
        file,
        "{\"task_id\":111,\"prompt\":\"OLD CODE:\\r\\nx\\n\\nFEEDBACK:\\ny\\n\\nREFINEMENT:\\ndef f():\\n\","
            + "\"feedback\":\"y\",\"old_completion\":\"x\",\"completion\":\"    return 1\",\"passed\":true}\n");
    Refinement read = Refinements.readPaper(file, tasks).list().get(0);
    assertThat(read.sample().program()).isEqualTo("def f():\n    return 1");
    Files.writeString(file, "{\"task_id\":111}\n");
    assertThatThrownBy(() -> Refinements.readPaper(file, tasks))
        .hasMessageContaining("line 1, is no PaperRefinement record");
    Files.writeString(file, String.join("\n", List.of("")));
    assertThat(Refinements.readPaper(file, tasks).size()).isZero();
  }
}
