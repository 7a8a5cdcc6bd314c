package org.ilf4j.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real file, where it is there, and copies of it with one fault each. */
class MbppTest {
  private final Path file = shared();

  @TempDir private Path folder;

  @Test
  void all974TasksLoad() {
    Tasks mbpp = Mbpp.load(file);
    assertThat(mbpp.name()).isEqualTo("MBPP");
    assertThat(mbpp.size()).isEqualTo(974);
    assertThat(mbpp.test().size()).isEqualTo(100);
    assertThat(mbpp.refine().size()).isEqualTo(200);
    assertThat(mbpp.train().size()).isEqualTo(664);
    assertThat(mbpp.prompt().size()).isEqualTo(10);
  }

  @Test
  void entryPointsAreFoundWhereTestsAreOddlyWritten() {
    Tasks mbpp = Mbpp.load(file);
    assertThat(mbpp.byId(1).entryPoint()).isEqualTo("min_cost");
    assertThat(mbpp.byId(77).entryPoint()).isEqualTo("is_Diff");
    assertThat(mbpp.byId(769).entryPoint()).isEqualTo("Diff");
    assertThat(mbpp.byId(912).entryPoint()).isEqualTo("lobb_num");
    assertThat(mbpp.byId(927).entryPoint()).isEqualTo("max_height");
    assertThat(mbpp.stream().filter(t -> !t.setupCode().isEmpty()).map(Task::id))
        .containsExactly(367, 927);
  }

  @Test
  void aCutOffFileIsRefused() throws Exception {
    List<String> lines = Files.readAllLines(file);
    Path cut = Files.write(folder.resolve("cut.jsonl"), lines.subList(0, 900));
    assertThatThrownBy(() -> Mbpp.load(cut))
        .hasMessageStartingWith(cut + " has 900 tasks, MBPP has 974; it may be cut off");
  }

  @Test
  void aMissingIdIsRefused() throws Exception {
    List<String> lines = Files.readAllLines(file);
    lines.set(16, lines.get(16).replace("\"task_id\": 17,", "\"task_id\": 2000,"));
    Path odd = Files.write(folder.resolve("odd.jsonl"), lines);
    assertThatThrownBy(() -> Mbpp.load(odd))
        .hasMessageStartingWith(odd + " has no task 17, MBPP's ids are 1-974");
  }

  @Test
  void aChangedFileIsRefused() throws Exception {
    String all = Files.readString(file).replaceFirst("minimum cost", "maximum cost");
    Path changed = Files.writeString(folder.resolve("changed.jsonl"), all);
    assertThatThrownBy(() -> Mbpp.load(changed))
        .hasMessageContaining("MBPP's published file has " + Mbpp.SHA256)
        .hasMessageContaining("Tasks.read(path)");
    assertThat(Tasks.read(changed).size()).isEqualTo(974);
  }

  private static Path shared() {
    Optional<Path> found = SharedFiles.find("mbpp.jsonl");
    Assumptions.assumeTrue(found.isPresent(), "skipped: shared mbpp.jsonl is not there");
    return found.orElseThrow();
  }
}
