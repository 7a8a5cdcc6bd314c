package org.ilf4j.practice;

import java.util.List;
import org.ilf4j.feedback.SimulatedAnnotator;
import org.ilf4j.finetune.AdamWOptions;
import org.ilf4j.finetune.TrainingOptions;
import org.ilf4j.machine.Cores;

/**
 * All that codegen-nano is made of. Every number is our choice; the model card in {@code
 * datasets/codegen-nano} says what came out.
 *
 * @param seed fixes corpus, first weights and order
 * @param vocabulary ids of the tokenizer
 * @param layers transformer blocks
 * @param width size of the residual stream
 * @param heads attention heads, a multiple of 4 as the layout of CodeGen's files asks
 * @param rotaryDim rotated dimensions of each head
 * @param contextLength most tokens of a text; a refinement prompt with its completion has to fit
 * @param stages what is read, one after the other
 */
public record NanoRecipe(
    long seed,
    int vocabulary,
    int layers,
    int width,
    int heads,
    int rotaryDim,
    int contextLength,
    List<Stage> stages) {

  /**
   * A part of the training with its own learning rate, which falls to zero.
   *
   * @param documents how many documents are read, each once
   * @param corpus the shares of wrong programs and of reviews
   * @param training how they are learned
   */
  public record Stage(int documents, CorpusOptions corpus, TrainingOptions training) {}

  /** Keeps its own copy of the stages. */
  public NanoRecipe {
    stages = List.copyOf(stages);
  }

  /**
   * The recipe of the model in {@code datasets/codegen-nano}: drills in copying, everything,
   * reviews, and a few more wrong programs that set the level from which it has to learn.
   */
  public static NanoRecipe standard() {
    long seed = 20230329;
    CorpusOptions mixed =
        new CorpusOptions(0.65, 0.55, 0.6, 0.06, new SimulatedAnnotator(seed)::describe);
    CorpusOptions drills = mixed.withDrillShare(1);
    CorpusOptions reviews = mixed.withDrillShare(0).withReviewShare(0.7).withWrongShare(0.75);
    CorpusOptions level = reviews.withReviewShare(0.5).withWrongShare(0.8);
    TrainingOptions training =
        TrainingOptions.PAPER
            .withEpochs(1)
            .withBatchSize(8)
            .withMaxTokens(512)
            .withTokensPerPass(512)
            .withThreads(Cores.ofThisProcess().forTraining())
            .withAdamW(new AdamWOptions(0.9, 0.98, 1e-8, 0.01, 1))
            .withLearningRate(2e-3)
            .withWarmupSteps(30);
    List<Stage> stages =
        List.of(
            new Stage(6_400, drills, training),
            new Stage(10_000, mixed, training.withLearnPrompts(true)),
            new Stage(12_000, reviews, training.withLearningRate(1e-3)),
            new Stage(1_600, level, training.withLearningRate(5e-4)));
    return new NanoRecipe(seed, 1024, 4, 192, 4, 32, 512, stages);
  }
}
