package org.ilf4j.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.ilf4j.feedback.FeedbackEntry.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackLogTest {
  @TempDir private Path folder;

  private static Feedback feedback(int task, String text, String annotator) {
    return Feedback.of(task, "def f():\n", "def f():\n    return 1\n", text, annotator);
  }

  @Test
  void theLastSavedLineOfAnAnnotatorCounts() {
    FeedbackLog log = FeedbackLog.at(folder);
    log.save(feedback(1, "first", "ann"));
    log.save(feedback(1, "second", "ann"));
    log.save(feedback(1, "other", "bob"));
    assertThat(log.feedback()).extracting(Feedback::text).containsExactly("second", "other");
    assertThat(log.path()).isEqualTo(folder.resolve("feedback.jsonl"));
  }

  @Test
  void aDraftIsShownAgainButNotUsed() {
    FeedbackLog log = FeedbackLog.at(folder);
    log.draft(feedback(1, "half a sen", "ann"));
    assertThat(log.feedback()).isEmpty();
    FeedbackEntry last = log.last(1, "def f():\n    return 1\n", "ann").orElseThrow();
    assertThat(last.state()).isEqualTo(State.DRAFT);
    assertThat(last.feedback().text()).isEqualTo("half a sen");
    assertThat(log.last(1, "another program", "ann")).isEmpty();
  }

  @Test
  void aDraftDoesNotTakeSavedFeedbackAwayButSkippingDoes() {
    FeedbackLog log = FeedbackLog.at(folder);
    log.save(feedback(1, "good", "ann"));
    log.draft(feedback(1, "better", "ann"));
    assertThat(log.feedback()).extracting(Feedback::text).containsExactly("good");
    log.skip(feedback(1, "", "ann"));
    assertThat(log.feedback()).isEmpty();
  }

  @Test
  void survivesALineCutShort() throws IOException {
    FeedbackLog log = FeedbackLog.at(folder.resolve("mine.jsonl"));
    log.save(feedback(1, "kept", "ann"));
    log.save(feedback(2, "lost", "ann"));
    byte[] bytes = Files.readAllBytes(log.path());
    Files.write(log.path(), Arrays.copyOf(bytes, bytes.length - 5));
    log.save(feedback(3, "next", "ann"));
    assertThat(log.feedback()).extracting(Feedback::text).containsExactly("kept", "next");
  }

  @Test
  void severalThreadsMayWrite() {
    FeedbackLog log = FeedbackLog.at(folder);
    IntStream.range(0, 40)
        .parallel()
        .forEach(i -> FeedbackLog.at(folder).save(feedback(i, "text " + i, "ann")));
    assertThat(log.feedback().taskIds()).hasSize(40);
  }
}
