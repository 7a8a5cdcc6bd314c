package org.ilf4j.practice;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.ilf4j.finetune.FineTuner;
import org.ilf4j.finetune.TrainingStep;
import org.ilf4j.model.CodeGen;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.ilf4j.model.tokenizer.BpeTrainer;
import org.ilf4j.model.tokenizer.Tokenizer;
import org.ilf4j.prompt.Example;

/**
 * Makes codegen-nano from nothing: documents, a tokenizer, random weights, training. The command is
 * in the model card.
 */
public final class NanoTraining {
  private static final int TOKENIZER_DOCUMENTS = 4_000;

  private NanoTraining() {}

  /**
   * Trains and writes the model. A training that was stopped goes on where its last state was kept,
   * in a folder beside it whose name ends in {@code .training}.
   *
   * @param arguments the folder to write, {@code datasets/codegen-nano} by default
   */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments.length > 0 ? arguments[0] : "datasets/codegen-nano");
    Path states = folder.resolveSibling(folder.getFileName() + ".training");
    CodeGen nano = train(NanoRecipe.standard(), states, new Log()::print);
    nano.save(folder);
    System.out.println("Written to " + folder + ", fingerprint " + nano.fingerprint());
  }

  /**
   * Trains a model by a recipe; equal recipes give equal models on one kind of machine.
   *
   * @param states keeps the states, so that a later call goes on with them
   * @param listener hears of each optimizer step
   */
  public static CodeGen train(NanoRecipe recipe, Path states, Consumer<TrainingStep> listener) {
    CodeGen model = null;
    for (int stage = 0; stage < recipe.stages().size(); stage++) {
      long seed = recipe.seed() + stage;
      NanoRecipe.Stage part = recipe.stages().get(stage);
      List<Example> documents = documents(part, seed);
      CodeGen start = model == null ? random(recipe, tokenizer(recipe)) : model;
      model =
          FineTuner.on(start)
              .named("codegen-nano")
              .options(part.training().withSeed(seed))
              .into(states.resolve("stage-" + stage))
              .onStep(listener)
              .fit(documents);
    }
    return model;
  }

  private static CodeGen random(NanoRecipe recipe, Tokenizer tokenizer) {
    CodeGenConfig config =
        CodeGenConfig.of(
            tokenizer.size(),
            recipe.contextLength(),
            recipe.layers(),
            recipe.width(),
            recipe.heads(),
            recipe.rotaryDim(),
            tokenizer.eosId());
    return CodeGen.of(
        CopyHeads.in(RandomWeights.of(config, recipe.seed()), recipe.seed()), tokenizer, "random");
  }

  private static List<Example> documents(NanoRecipe.Stage stage, long seed) {
    Iterator<Document> corpus = Corpus.of(stage.corpus()).documents(seed);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < stage.documents(); i++) {
      Document document = corpus.next();
      examples.add(new Example(i, document.prompt(), document.completion()));
    }
    return examples;
  }

  /** Learned from the longest stage's documents: the first may hold drills alone. */
  private static Tokenizer tokenizer(NanoRecipe recipe) {
    NanoRecipe.Stage longest =
        Collections.max(recipe.stages(), Comparator.comparingInt(NanoRecipe.Stage::documents));
    int some = Math.min(TOKENIZER_DOCUMENTS, longest.documents());
    NanoRecipe.Stage few = new NanoRecipe.Stage(some, longest.corpus(), longest.training());
    List<String> texts =
        documents(few, recipe.seed()).stream()
            .map(example -> apart(example.prompt() + example.completion()))
            .toList();
    return BpeTrainer.train(texts, recipe.vocabulary());
  }

  /** Keeps the marks of quotes out of merges: quoted words are then the tokens they are in code. */
  private static String apart(String text) {
    return text.replace(" `", " `\n").replaceAll("(?<! )`", "\n`\n");
  }

  /** Prints a line every so many steps. */
  private static final class Log {
    private static final int EVERY = 50;
    private final long start = System.nanoTime();
    private double loss;
    private long tokens;

    void print(TrainingStep step) {
      loss += step.loss();
      tokens += step.tokens();
      if (step.step() % EVERY == 0) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "step %5d  loss %.3f  gradient %.2f  %,d tokens  %.0f s  %.0f tokens/s%n",
            step.step(),
            loss / EVERY,
            step.gradientNorm(),
            tokens,
            seconds,
            tokens / seconds);
        loss = 0;
      }
    }
  }
}
