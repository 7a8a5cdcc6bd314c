package org.ilf4j.refine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ilf4j.feedback.Feedback;
import org.ilf4j.feedback.FeedbackSource;
import org.ilf4j.feedback.Feedbacks;
import org.ilf4j.judge.Judge;
import org.ilf4j.prompt.Example;
import org.ilf4j.sample.Sampler;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;
import org.ilf4j.toy.ToyModel;
import org.ilf4j.toy.ToyTasks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefinerTest {
  private final Tasks tasks = ToyTasks.of(0, 2, 6);
  private final Judge judge = Judge.standard();
  private Feedbacks feedback;

  @BeforeEach
  void annotate() {
    var samples = Sampler.of(new ToyModel(0, 0, 0)).perTask(1).sample(tasks);
    feedback = FeedbackSource.simulated(2).on(judge.judge(samples).failures().onePerTask());
  }

  private Refinements refine(double refining) {
    return Refiner.of(new ToyModel(0, refining, 0)).perTask(6).seed(4).refine(tasks, feedback);
  }

  @Test
  void theRefinementModelReadsOldCodeFeedbackAndTaskPrompt() {
    Feedback first = feedback.list().get(0);
    assertThat(RefinementPrompt.of(new ToyModel(0, 0, 0)).toString())
        .contains("old code of at most 512 tokens, feedback, the task's prompt");
    String read = RefinementPrompt.of(new ToyModel(0, 0, 0)).render(first).text();
    assertThat(read)
        .isEqualTo(
            "OLD CODE:\n"
                + first.program()
                + "\n\nFEEDBACK:\n"
                + first.text()
                + "\n\nREFINEMENT:\n"
                + first.prompt());
  }

  @Test
  void longOldCodeIsCut() {
    Feedback first = feedback.list().get(0);
    Feedback longer =
        Feedback.of(first.taskId(), "p", "p" + "x = 1\n".repeat(900), "too long", "ann");
    assertThat(RefinementPrompt.of(new ToyModel(0, 0, 0)).render(longer).text())
        .hasSizeLessThan(2_200)
        .endsWith("\n\nFEEDBACK:\ntoo long\n\nREFINEMENT:\np");
  }

  @Test
  void passingRefinementsBecomeExamplesOnePerTask() {
    Refinements all = refine(0.5).judgedBy(judge);
    assertThat(all.size()).isEqualTo(48);
    Refinements kept = all.passing().onePerTask(9);
    assertThat(all.passing().list()).allMatch(Refinement::passed).isNotEmpty();
    assertThat(kept.examples()).extracting(Example::taskId).doesNotHaveDuplicates().isNotEmpty();
    Example example = kept.examples().get(0);
    assertThat(example).isEqualTo(Example.gold(tasks.byId(example.taskId())));
    assertThat(all.passing().onePerTask(9).examples()).isEqualTo(kept.examples());
    assertThat(kept.toString()).contains("of 8 tasks").contains("feedback:");
  }

  @Test
  void noRefinementPassesWithoutFollowingTheFeedback() {
    assertThat(refine(0).judgedBy(judge).passing().list())
        .allMatch(r -> r.sample().completion().contains("return y + 3"))
        .hasSizeLessThan(15);
  }

  @Test
  void verdictsNeedAJudge() {
    assertThatThrownBy(() -> refine(0.5).verdicts()).hasMessageContaining("judgedBy");
  }

  @Test
  void annotatorsCorrectionsTeachBothModels() {
    List<Example> human = RefinementExamples.human(feedback, new ToyModel(0, 0, 0));
    List<Example> corrected = RefinementExamples.corrected(feedback);
    Task task = tasks.byId(111);
    assertThat(human.get(0).prompt())
        .startsWith("OLD CODE:\n")
        .contains(feedback.list().get(0).text());
    assertThat(human.get(0).completion()).isEqualTo("    y = x\n    return y + 111");
    assertThat(corrected.get(0)).isEqualTo(Example.gold(task));
    assertThat(RefinementExamples.corrected(feedback.unrelated(0))).isEmpty();
  }
}
