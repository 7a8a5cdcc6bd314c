package org.ilf4j.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.progress.Progress;

/** The training loop, from one {@link TrainingState} to the last. */
final class Trainer {
  private final TrainingOptions options;
  private final Course course;
  private final Consumer<TrainingStep> afterStep;
  private final Consumer<TrainingState> afterEpoch;

  /**
   * @param afterStep hears of each step
   * @param afterEpoch hears of the state after each epoch
   */
  Trainer(
      TrainingOptions options,
      List<Lesson> lessons,
      Consumer<TrainingStep> afterStep,
      Consumer<TrainingState> afterEpoch) {
    this.options = options;
    this.course = new Course(lessons, options);
    this.afterStep = afterStep;
    this.afterEpoch = afterEpoch;
  }

  /** Trains the epochs that are left. */
  TrainingState run(TrainingState state) {
    if (state.epochs() >= options.epochs()) {
      return state;
    }
    int examples = course.lessons().size();
    try (NDManager manager = NDManager.newBaseManager("PyTorch");
        Progress progress =
            Progress.resume(
                "fine-tuning",
                (long) examples * state.epochs(),
                (long) examples * options.epochs(),
                "examples")) {
      AdamW adamW = optimizer(state, manager);
      try (Team team = new Team(options.threads(), adamW.weights(), manager)) {
        return new Run(manager, adamW, team, progress).epochs(state);
      }
    }
  }

  private AdamW optimizer(TrainingState state, NDManager manager) {
    Weights weights = Weights.of(state.weights(), manager);
    return new AdamW(
        options.adamW(),
        weights,
        moment(state.means(), weights, manager),
        moment(state.squares(), weights, manager));
  }

  private static Weights moment(Checkpoint saved, Weights weights, NDManager manager) {
    return saved == null ? weights.zeros(manager) : Weights.of(saved, manager);
  }

  /** What lives as long as the native arrays. */
  private final class Run {
    private final NDManager manager;
    private final AdamW adamW;
    private final Team team;
    private final Progress progress;

    Run(NDManager manager, AdamW adamW, Team team, Progress progress) {
      this.manager = manager;
      this.adamW = adamW;
      this.team = team;
      this.progress = progress;
    }

    TrainingState epochs(TrainingState state) {
      TrainingState last = state;
      while (last.epochs() < options.epochs()) {
        last = epoch(last);
        afterEpoch.accept(last);
      }
      return last;
    }

    private TrainingState epoch(TrainingState before) {
      List<TrainingStep> steps = new ArrayList<>();
      for (List<Pass> passes : course.epoch(before.epochs())) {
        Progress.checkInterrupted("fine-tuning");
        TrainingStep step = step(passes, before.epochs(), steps.size());
        steps.add(step);
        afterStep.accept(step);
        progress.note(String.format(Locale.ROOT, "loss %.3f", step.loss()));
        progress.advance(step.examples());
      }
      return new TrainingState(
          before.epochs() + 1,
          adamW.weights().checkpoint(),
          adamW.means().checkpoint(),
          adamW.squares().checkpoint(),
          before.curve().plus(steps));
    }

    private TrainingStep step(List<Pass> passes, int epoch, int stepInEpoch) {
      int index = epoch * course.stepsPerEpoch() + stepInEpoch;
      double rate = options.learningRate(index, options.epochs() * course.stepsPerEpoch());
      double loss = team.run(passes);
      requireFinite(loss, index, rate);
      double norm;
      try (NDManager scope = manager.newSubManager()) {
        Map<String, NDArray> gradients = team.first().gradients(scope);
        norm = adamW.clip(gradients);
        adamW.step(gradients, index + 1, rate);
      }
      team.first().clear();
      int examples = passes.get(0).stepSize();
      int tokens = passes.stream().mapToInt(Pass::learned).sum();
      return new TrainingStep(index + 1, epoch + 1, examples, tokens, loss, norm, rate);
    }

    private void requireFinite(double loss, int index, double rate) {
      if (!Double.isFinite(loss)) {
        throw new IllegalStateException(
            "The loss is %s at step %d; the learning rate there is %s. Choose a smaller one."
                .formatted(loss, index + 1, rate));
      }
    }
  }
}
