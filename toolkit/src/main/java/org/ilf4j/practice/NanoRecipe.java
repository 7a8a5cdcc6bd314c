package org.ilf4j.practice;

import org.ilf4j.feedback.SimulatedAnnotator;
import org.ilf4j.finetune.AdamWOptions;
import org.ilf4j.finetune.TrainingOptions;

/**
 * All that codegen-nano is made of. Every number is our choice; the model card in {@code
 * datasets/codegen-nano} says what came out.
 *
 * @param seed fixes corpus, first weights and order
 * @param documents how many documents are read, each once
 * @param vocabulary ids of the tokenizer
 * @param layers transformer blocks
 * @param width size of the residual stream
 * @param heads attention heads, a multiple of 4 as the layout of CodeGen's files asks
 * @param rotaryDim rotated dimensions of each head
 * @param contextLength most tokens of a text; a refinement prompt with its completion has to fit
 * @param corpus the shares of wrong programs and of reviews
 * @param training how it is trained
 */
public record NanoRecipe(
    long seed,
    int documents,
    int vocabulary,
    int layers,
    int width,
    int heads,
    int rotaryDim,
    int contextLength,
    CorpusOptions corpus,
    TrainingOptions training) {

  /** The recipe of the model in {@code datasets/codegen-nano}. */
  public static NanoRecipe standard() {
    long seed = 20230329;
    TrainingOptions training =
        TrainingOptions.PAPER
            .withLearningRate(2e-3)
            .withWarmupSteps(100)
            .withEpochs(1)
            .withBatchSize(16)
            .withMaxTokens(512)
            .withTokensPerPass(512)
            .withThreads(Runtime.getRuntime().availableProcessors())
            .withSeed(seed)
            .withAdamW(new AdamWOptions(0.9, 0.98, 1e-8, 0.01, 1));
    CorpusOptions corpus =
        new CorpusOptions(0.7, 0.2, 0.65, new SimulatedAnnotator(seed)::describe);
    return new NanoRecipe(seed, 18_000, 1024, 4, 192, 4, 32, 512, corpus, training);
  }

  /** The same for another number of documents, such as a short trial. */
  public NanoRecipe withDocuments(int value) {
    return new NanoRecipe(
        seed, value, vocabulary, layers, width, heads, rotaryDim, contextLength, corpus, training);
  }
}
