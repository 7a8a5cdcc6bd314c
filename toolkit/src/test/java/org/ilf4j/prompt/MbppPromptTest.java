package org.ilf4j.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ilf4j.task.Mbpp;
import org.ilf4j.task.SharedFiles;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Prompts of the real MBPP against those in the paper's published file. */
class MbppPromptTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Two rows whose dash or apostrophe was destroyed in the published file. */
  private static final Set<Integer> DESTROYED_CHARACTERS = Set.of(260, 679);

  private final Tasks mbpp = Mbpp.load(shared("mbpp.jsonl"));

  @Test
  void everyTaskGetsAPromptThatEndsWithItsHeader() {
    for (Task task : mbpp) {
      String text = PromptTemplate.mbpp().render(task).text();
      assertThat(text).startsWith("\"\"\"\n" + task.text() + "\n\n>>> Example: ");
      assertThat(text).contains("def " + task.entryPoint()).endsWith(":\n").doesNotContain("\r");
    }
  }

  @Test
  void promptsEqualThePublishedOnes() throws Exception {
    for (String line : Files.readAllLines(shared("ilf-human-feedback.jsonl"))) {
      JsonNode row = JSON.readTree(line);
      int id = row.get("task_id").intValue();
      String published = row.get("prompt").textValue();
      String ours = PromptTemplate.mbpp().render(mbpp.byId(id)).text();
      if (DESTROYED_CHARACTERS.contains(id)) {
        assertThat(published).contains("\uFFFD");
        assertThat(ours.replaceAll("[^\\x00-\\x7f]", "\uFFFD\uFFFD\uFFFD")).isEqualTo(published);
      } else {
        assertThat(ours).isEqualTo(published);
        assertThat(PaperCompat.prompt(mbpp.byId(id))).contains(new Prompt(id, published));
      }
    }
  }

  @Test
  void paperCompatLeavesOutTheSixtyTasksThatTheScriptLeavesOut() {
    List<Integer> left =
        mbpp.stream().filter(t -> PaperCompat.prompt(t).isEmpty()).map(Task::id).toList();
    assertThat(left).hasSize(60);
    assertThat(new TreeSet<>(left).headSet(111)).containsExactly(14, 32, 36, 57, 77, 107);
    assertThat(left.stream().filter(id -> id > 110 && id < 311)).hasSize(11);
    assertThat(left.stream().filter(id -> id > 310)).hasSize(43);
  }

  private static Path shared(String name) {
    Optional<Path> file = SharedFiles.find(name);
    Assumptions.assumeTrue(file.isPresent(), "skipped: shared " + name + " is not there");
    return file.orElseThrow();
  }
}
