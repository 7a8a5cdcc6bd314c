package org.ilf4j.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ilf4j.task.Split;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The paper's 195 feedback triples, where they are on this machine. */
class HumanFeedbackTest {
  private Feedbacks human;

  @BeforeEach
  void read() {
    String chosen = System.getenv("ILF_SHARED_DATA");
    Path file =
        Path.of(chosen == null ? "../../shared/data" : chosen).resolve("ilf-human-feedback.jsonl");
    if (!Files.exists(file)) {
      System.out.println("skipped: HumanFeedbackTest needs " + file);
    }
    Assumptions.assumeTrue(Files.exists(file), "skipped: " + file + " is not there");
    human = Feedbacks.read(file);
  }

  @Test
  void all195TriplesImportWithTheirSplits() {
    assertThat(human.list()).hasSize(195).allSatisfy(f -> assertThat(f.refinement()).isNotNull());
    assertThat(human.split(Split.TRAIN).size()).isEqualTo(128);
    assertThat(human.split(Split.REFINE).size()).isEqualTo(44);
    assertThat(human.split(Split.TEST).size()).isEqualTo(21);
    assertThat(human.split(Split.PROMPT).size()).isEqualTo(2);
    assertThat(human.list()).noneMatch(f -> f.text().contains("\r"));
    assertThat(human.list())
        .allSatisfy(f -> assertThat(f.program()).startsWith(f.prompt()))
        .allSatisfy(
            f -> assertThat(f.refinedCompletion()).isNotBlank().isNotEqualTo(f.refinement()));
  }

  @Test
  void wordsPerFeedbackAreTable6s() {
    assertThat(human.words().mean()).isCloseTo(68.65, within(0.005));
    assertThat(human.words().deviation()).isCloseTo(48.11, within(0.005));
  }
}
