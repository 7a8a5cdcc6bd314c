package org.ilf4j;

import java.nio.file.Path;
import java.util.List;
import org.ilf4j.finetune.FineTuner;
import org.ilf4j.finetune.TrainingOptions;
import org.ilf4j.model.CodeGen;
import org.ilf4j.model.LanguageModel;
import org.ilf4j.prompt.Example;

/** Makes a better model from examples: fine-tuning here, or a trainer elsewhere. */
@FunctionalInterface
public interface Learner {

  /**
   * Trains.
   *
   * @param base the model to start from, which stays as it is
   * @param examples what to learn, at least one
   * @param options how
   * @param name what to call the new model
   * @param state a folder in which an interrupted training goes on
   */
  LanguageModel learn(
      LanguageModel base, List<Example> examples, TrainingOptions options, String name, Path state);

  /** Fine-tuning on this machine (paper, section 3). */
  static Learner fineTuning() {
    return (base, examples, options, name, state) ->
        FineTuner.on(codeGen(base)).options(options).named(name).into(state).fit(examples);
  }

  private static CodeGen codeGen(LanguageModel model) {
    if (model instanceof CodeGen codeGen) {
      return codeGen;
    }
    throw new IllegalArgumentException(
        model.name()
            + " is no CodeGen on this machine and cannot be fine-tuned here; load one with"
            + " CodeGen.load, or give IlfRound another learner.");
  }
}
