package org.ilf4j.finetune;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.ilf4j.machine.Cores;
import org.ilf4j.model.CodeGen;
import org.ilf4j.prompt.Example;

/**
 * Trains a model on examples, by default with the paper's options:
 *
 * <pre>{@code
 * CodeGen tuned = FineTuner.on(model).epochs(2).fit(examples);
 * }</pre>
 *
 * <p>Immutable: each call that sets an option returns a new tuner. Equal model, examples and
 * options give equal weights, bit for bit, on one kind of machine, whatever {@link #threads}.
 */
public final class FineTuner {
  /** A minute or so of codegen-nano's training may be lost, not more; our choice. */
  private static final int STEPS_BETWEEN_STATES = 100;

  private final CodeGen model;
  private final String name;
  private final TrainingOptions options;
  private final Path directory;
  private final Consumer<TrainingStep> listener;

  private FineTuner(
      CodeGen model,
      String name,
      TrainingOptions options,
      Path directory,
      Consumer<TrainingStep> listener) {
    this.model = model;
    this.name = name;
    this.options = options;
    this.directory = directory;
    this.listener = listener;
  }

  /** A tuner of this model with the paper's options, on all cores. */
  public static FineTuner on(CodeGen model) {
    int threads = Cores.ofThisProcess().forTraining();
    TrainingOptions options = TrainingOptions.PAPER.withThreads(threads);
    return new FineTuner(model, model.name() + "-tuned", options, null, step -> {});
  }

  /** Names the new model; otherwise {@code -tuned} is added to the old name. */
  public FineTuner named(String newName) {
    return new FineTuner(model, newName, options, directory, listener);
  }

  /** Replaces all options. */
  public FineTuner options(TrainingOptions newOptions) {
    return new FineTuner(model, name, newOptions, directory, listener);
  }

  /** The options that {@link #fit} will use. */
  public TrainingOptions options() {
    return options;
  }

  /** Sets the first learning rate: 5e-6 in the paper, about 5e-4 for codegen-nano. */
  public FineTuner learningRate(double value) {
    return options(options.withLearningRate(value));
  }

  /** Sets how often each example is seen; 2 in the paper. */
  public FineTuner epochs(int value) {
    return options(options.withEpochs(value));
  }

  /** Sets the examples per optimizer step; 32 in the paper. */
  public FineTuner batchSize(int value) {
    return options(options.withBatchSize(value));
  }

  /** Sets the tokens at which an example is cut; 1024 in the paper. */
  public FineTuner maxTokens(int value) {
    return options(options.withMaxTokens(value));
  }

  /** Sets the seed of the examples' order. */
  public FineTuner seed(long value) {
    return options(options.withSeed(value));
  }

  /**
   * Sets how many passes are computed side by side; no bit of the result depends on it. Each has
   * its own gradients, so memory grows by the size of the weights and of a pass. All cores by
   * default.
   */
  public FineTuner threads(int value) {
    return options(options.withThreads(value));
  }

  /**
   * Saves the state after each epoch, and every 100 steps, below this directory; a later call with
   * the same model, examples and options goes on there, to the same result as an unbroken run.
   */
  public FineTuner into(Path newDirectory) {
    return new FineTuner(model, name, options, newDirectory, listener);
  }

  /** Hears of each optimizer step as it ends, such as to draw the curve while it grows. */
  public FineTuner onStep(Consumer<TrainingStep> newListener) {
    return new FineTuner(model, name, options, directory, newListener);
  }

  /** Trains and returns the new model. */
  public CodeGen fit(List<Example> examples) {
    return train(examples).model();
  }

  /** Trains and returns the new model with its loss curve. */
  public FineTuned train(List<Example> examples) {
    List<Lesson> lessons = lessons(examples);
    TrainingState start = TrainingState.start(model.checkpoint());
    TrainingState end;
    if (directory == null) {
      end = new Trainer(options, lessons, listener, STEPS_BETWEEN_STATES, null).run(start);
    } else {
      String training = StateDirectory.training(model.fingerprint(), options, examples);
      StateDirectory kept = new StateDirectory(directory, training);
      end =
          new Trainer(options, lessons, listener, STEPS_BETWEEN_STATES, kept::write)
              .run(kept.read().orElse(start));
    }
    CodeGen tuned = CodeGen.of(end.weights(), model.tokenizer(), name);
    return new FineTuned(tuned, end.curve());
  }

  /** How {@link #fit} would read an example: its tokens, and which of them count in the loss. */
  public LossMask lossMask(Example example) {
    Lesson lesson = lessons(List.of(example)).get(0);
    return LossMask.of(example.taskId(), lesson, model.tokenizer());
  }

  private List<Lesson> lessons(List<Example> examples) {
    int limit = Math.min(options.maxTokens(), model.config().contextLength());
    return new Lessons(model.tokenizer(), limit, options.learnPrompts()).of(examples);
  }

  /** Model and settings in one line. */
  @Override
  public String toString() {
    return "FineTuner of %s to %s: %d epochs at learning rate %s, batches of %d, at most %d tokens, seed %d%s"
        .formatted(
            model.name(),
            name,
            options.epochs(),
            options.learningRate(),
            options.batchSize(),
            options.maxTokens(),
            options.seed(),
            directory == null ? "" : ", into " + directory);
  }
}
