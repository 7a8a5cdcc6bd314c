package org.ilf4j.toy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ilf4j.Ilf;
import org.ilf4j.RoundOptions;
import org.ilf4j.RoundResult;
import org.ilf4j.feedback.FeedbackSource;
import org.ilf4j.feedback.Feedbacks;
import org.ilf4j.judge.Judge;
import org.ilf4j.model.Generation;
import org.ilf4j.model.GenerationListener;
import org.ilf4j.model.GenerationOptions;
import org.ilf4j.model.GenerationRequest;
import org.ilf4j.model.LanguageModel;
import org.ilf4j.refine.RefinementExamples;
import org.ilf4j.task.Mbpp;
import org.ilf4j.task.SharedFiles;
import org.ilf4j.task.Split;
import org.ilf4j.task.Tasks;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole method on the real MBPP with the paper's human feedback, where both are here. */
class RealInputTest {
  @TempDir private Path folder;
  private Tasks mbpp;
  private Path feedbackFile;

  @BeforeEach
  void read() {
    Optional<Path> tasks = SharedFiles.find("mbpp.jsonl");
    Optional<Path> feedback = SharedFiles.find("ilf-human-feedback.jsonl");
    Assumptions.assumeTrue(
        tasks.isPresent() && feedback.isPresent(), "the real files are not here");
    feedbackFile = feedback.get();
    mbpp = Mbpp.load(tasks.get());
  }

  @Test
  void humanCorrectionsAreFilteredAsThePaperSays() {
    Feedbacks human = Feedbacks.read(feedbackFile);
    Feedbacks kept = human.kept(mbpp, Judge.standard());
    System.out.println("human corrections kept: " + kept.size() + " of " + human.size());
    assertThat(kept.size()).isBetween(100, 194);
    assertThat(kept.list()).allMatch(f -> f.changed() < 0.5);
    assertThat(RefinementExamples.human(kept.split(Split.REFINE)))
        .isNotEmpty()
        .allSatisfy(e -> assertThat(e.prompt()).contains("\n\nFEEDBACK:\n"));
  }

  @Test
  void aRoundTakesRealTasksAndRealFeedback() {
    Feedbacks human = Feedbacks.read(feedbackFile);
    Tasks some =
        mbpp.where(
            "MBPP with feedback",
            task -> human.taskIds().contains(task.id()) && task.split() != Split.PROMPT);
    RoundResult result =
        Ilf.round(new Parrot(human, false))
            .tasks(some)
            .feedback(FeedbackSource.file(feedbackFile))
            .learner((base, examples, options, name, state) -> new Parrot(human, true))
            .options(RoundOptions.PAPER.withPerTask(1, 1, 1).withCurve(20))
            .into(folder)
            .run();
    System.out.println(result);
    assertThat(result.funnel().counts()).containsEntry("with feedback", 128);
    assertThat(result.funnel().counts().get("with a passing refinement")).isGreaterThan(100);
    assertThat(result.board().arm("zero-shot").at(1).value()).isZero();
    assertThat(result.board().arm("gold programs").at(1).value()).isGreaterThan(0.5);
  }

  /** Says what the annotator wrote once it is taught, and nothing right before. */
  private record Parrot(Feedbacks human, boolean taught) implements LanguageModel {
    @Override
    public String name() {
      return "parrot";
    }

    @Override
    public String fingerprint() {
      return "parrot " + taught;
    }

    @Override
    public void generate(
        List<GenerationRequest> requests, GenerationOptions options, GenerationListener listener) {
      for (GenerationRequest request : requests) {
        String text =
            taught
                ? human.of((int) request.stream()).orElseThrow().refinedCompletion()
                : "    return None";
        for (int i = 0; i < request.samples(); i++) {
          listener.completed(
              request,
              request.firstSample() + i,
              new Generation(text, List.of(1), List.of(-1f), Generation.Stop.END_OF_TEXT));
        }
      }
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
