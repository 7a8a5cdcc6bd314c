package org.ilf4j.toy;

import java.nio.file.Path;
import java.util.List;
import org.ilf4j.Learner;
import org.ilf4j.finetune.TrainingOptions;
import org.ilf4j.model.LanguageModel;
import org.ilf4j.prompt.Example;

/** Makes a toy model better by the number of examples: what they are about decides which skill. */
public record ToyLearner(double perExample) implements Learner {
  @Override
  public LanguageModel learn(
      LanguageModel base, List<Example> examples, TrainingOptions options, String name, Path to) {
    ToyModel model = (ToyModel) base;
    boolean refining = examples.get(0).prompt().startsWith("OLD CODE:");
    double gain = perExample * examples.size();
    return refining
        ? new ToyModel(model.skill(), Math.min(0.9, 0.2 + gain), model.nanosPerSample())
        : new ToyModel(Math.min(0.95, model.skill() + gain), 0, model.nanosPerSample());
  }
}
