package org.ilf4j;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.ilf4j.finetune.TrainingOptions;
import org.ilf4j.sample.SamplingOptions;

/**
 * How to run one round. Each {@code with} method returns a changed copy.
 *
 * @param samples draws programs for the Refine and Train tasks; paper: 30 at temperature 0.8
 * @param refinements draws refinements; paper: 30 at temperature 0.8
 * @param test draws programs for the Test tasks; paper: 30 at temperature 0.8
 * @param teacher trains the refinement model; paper: 2 epochs at 5e-6
 * @param student trains the base model; paper: 2 epochs at 5e-6
 * @param curve sizes of training sets for the sample-efficiency curve; empty for none
 * @param baselines whether the arms beside zero-shot and ILF are trained too
 * @param seed draws the failing program and the kept refinement of each task
 */
public record RoundOptions(
    @JsonProperty("samples") SamplingOptions samples,
    @JsonProperty("refinements") SamplingOptions refinements,
    @JsonProperty("test") SamplingOptions test,
    @JsonProperty("teacher") TrainingOptions teacher,
    @JsonProperty("student") TrainingOptions student,
    @JsonProperty("curve") List<Integer> curve,
    @JsonProperty("baselines") boolean baselines,
    @JsonProperty("seed") long seed) {

  /** The paper's options; the sizes of the curve are our choice. */
  public static final RoundOptions PAPER =
      new RoundOptions(
          SamplingOptions.PAPER,
          SamplingOptions.PAPER,
          SamplingOptions.PAPER,
          TrainingOptions.PAPER,
          TrainingOptions.PAPER,
          List.of(50, 100, 200),
          true,
          0);

  /**
   * What suits codegen-nano, as in the first notebook: fewer and shorter samples, a learning rate a
   * hundred times the paper's, since the model is thousands of times smaller. Our choice.
   */
  public static final RoundOptions NANO =
      PAPER
          .withPerTask(5, 10, 10)
          .withMaxNewTokens(96)
          .withCurve(25, 50, 100)
          .withTraining(small());

  /** Keeps its own copy of the sizes. */
  public RoundOptions {
    curve = List.copyOf(curve);
  }

  /** Draws this many samples per task for each of the three purposes. */
  public RoundOptions withPerTask(int forFeedback, int forRefinement, int forTest) {
    return new RoundOptions(
        samples.withPerTask(forFeedback),
        refinements.withPerTask(forRefinement),
        test.withPerTask(forTest),
        teacher,
        student,
        curve,
        baselines,
        seed);
  }

  /** Ends every sample after this many tokens. */
  public RoundOptions withMaxNewTokens(int value) {
    return new RoundOptions(
        samples.withMaxNewTokens(value),
        refinements.withMaxNewTokens(value),
        test.withMaxNewTokens(value),
        teacher,
        student,
        curve,
        baselines,
        seed);
  }

  /** Trains both models this way. */
  public RoundOptions withTraining(TrainingOptions both) {
    return withTraining(both, both);
  }

  /** Trains the two models these ways. */
  public RoundOptions withTraining(TrainingOptions newTeacher, TrainingOptions newStudent) {
    return new RoundOptions(
        samples, refinements, test, newTeacher, newStudent, curve, baselines, seed);
  }

  /** Trains on these numbers of examples for the curve. */
  public RoundOptions withCurve(Integer... sizes) {
    return new RoundOptions(
        samples, refinements, test, teacher, student, List.of(sizes), baselines, seed);
  }

  /** Trains the arms beside zero-shot and ILF, or not. */
  public RoundOptions withBaselines(boolean value) {
    return new RoundOptions(samples, refinements, test, teacher, student, curve, value, seed);
  }

  /** Draws everything, samples included, with this seed. */
  public RoundOptions withSeed(long value) {
    return new RoundOptions(
        samples.withSeed(value),
        refinements.withSeed(value),
        test.withSeed(value),
        teacher.withSeed(value),
        student.withSeed(value),
        curve,
        baselines,
        value);
  }

  private static TrainingOptions small() {
    return TrainingOptions.PAPER.withLearningRate(5e-4).withBatchSize(16).withEpochs(3);
  }
}
