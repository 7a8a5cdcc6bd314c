package org.ilf4j.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ilf4j.task.SharedFiles;
import org.ilf4j.task.Split;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The paper's 195 feedback triples, where they are on this machine. */
class HumanFeedbackTest {
  @TempDir private Path folder;

  private Feedbacks human;

  @BeforeEach
  void read() {
    Optional<Path> file = SharedFiles.find("ilf-human-feedback.jsonl");
    Assumptions.assumeTrue(file.isPresent(), "the real file is not here");
    human = Feedbacks.read(file.get());
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
  void theyComeBackFromEveryFormat() {
    human.write(folder.resolve("ours.jsonl"));
    human.writePaper(folder.resolve("paper.jsonl"));
    human.writeCsv(folder.resolve("table.csv"));
    human.writeArgilla(folder.resolve("argilla.json"));
    for (String file : List.of("ours.jsonl", "paper.jsonl", "table.csv", "argilla.json")) {
      assertThat(Feedbacks.read(folder.resolve(file)).list()).as(file).isEqualTo(human.list());
    }
  }

  @Test
  void nobodyAnnotatedAProgramTwice() {
    Agreement agreement = human.agreement();
    assertThat(agreement.programs()).isEqualTo(195);
    assertThat(agreement.shared()).isZero();
    assertThat(agreement.kinds()).isEmpty();
    assertThat(agreement.alpha()).isNaN();
  }

  @Test
  void wordsPerFeedbackAreTable6s() {
    assertThat(human.words().mean()).isCloseTo(68.65, within(0.005));
    assertThat(human.words().deviation()).isCloseTo(48.11, within(0.005));
  }
}
