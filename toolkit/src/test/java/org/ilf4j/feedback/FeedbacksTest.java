package org.ilf4j.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbacksTest {
  private static final String PROMPT = "\"\"\"\nAdd.\n\"\"\"\n\ndef f(a, b):\n";

  @TempDir private Path folder;

  private final Feedback plain =
      Feedback.of(111, PROMPT, PROMPT + "    return a - b\n", "Use + instead.", "");
  private final Feedback refined =
      Feedback.of(311, PROMPT, PROMPT + "    return a * b\n", "Wrong sign", "w1")
          .withRefinement(PROMPT + "    return a + b\n");

  @Test
  void comesBackFromOurFileAndFromThePapers() {
    Feedbacks both = Feedbacks.of(List.of(plain, refined));
    Path ours = folder.resolve("ours.jsonl");
    Path papers = folder.resolve("papers.jsonl");
    both.write(ours);
    both.writePaper(papers);
    assertThat(Feedbacks.read(ours).list()).isEqualTo(both.list());
    assertThat(Feedbacks.read(papers).list()).isEqualTo(both.list());
  }

  @Test
  void readsALogAsAFile() {
    FeedbackLog log = FeedbackLog.at(folder);
    log.save(refined);
    log.draft(plain);
    assertThat(Feedbacks.read(log.path()).list()).containsExactly(refined);
  }

  @Test
  void namesTheLineWithoutFeedback() throws IOException {
    Path file = folder.resolve("broken.jsonl");
    Files.writeString(
        file,
        "{\"task_id\":1,\"prompt\":\"p\",\"program\":\"q\",\"feedback\":\"r\"}\n{\"task_id\":2}\n");
    assertThatThrownBy(() -> Feedbacks.read(file))
        .hasMessageContaining("broken.jsonl, line 2, is no Feedback record")
        .hasMessageContaining("'prompt'");
    Files.writeString(file, "");
    assertThatThrownBy(() -> Feedbacks.read(file)).hasMessageContaining("holds no feedback");
  }

  @Test
  void countsWordsAndChangedShare() {
    assertThat(plain.words()).isEqualTo(3);
    assertThat(Feedbacks.of(List.of(plain, refined)).words().mean()).isEqualTo(2.5);
    assertThat(refined.changed()).isCloseTo(1.0 / 17, within(1e-9));
    assertThat(EditDistance.between("kitten", "sitting")).isEqualTo(3);
    assertThat(EditDistance.share("", "")).isZero();
  }

  @Test
  void describesItselfShortly() {
    assertThat(Feedbacks.of(List.of(plain, refined)).toString())
        .startsWith("2 feedbacks, 1 with a corrected program, 2.50 ±")
        .contains("   111  Use + instead.");
  }
}
