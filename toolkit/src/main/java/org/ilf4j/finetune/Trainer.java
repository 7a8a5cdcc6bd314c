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
  private final int statesEvery;
  private final Consumer<TrainingState> keeper;

  /**
   * @param afterStep hears of each step
   * @param statesEvery after so many steps, and after each epoch, the keeper hears of the state
   * @param keeper keeps the state; null where none is kept
   */
  Trainer(
      TrainingOptions options,
      List<Lesson> lessons,
      Consumer<TrainingStep> afterStep,
      int statesEvery,
      Consumer<TrainingState> keeper) {
    this.options = options;
    this.course = new Course(lessons, options);
    this.afterStep = afterStep;
    this.statesEvery = statesEvery;
    this.keeper = keeper;
  }

  /** Trains the steps that are left. */
  TrainingState run(TrainingState state) {
    if (state.steps() >= options.epochs() * course.stepsPerEpoch()) {
      return state;
    }
    long all = (long) course.lessons().size() * options.epochs();
    long seen = state.curve().steps().stream().mapToLong(TrainingStep::examples).sum();
    try (NDManager manager = NDManager.newBaseManager("PyTorch");
        Progress progress = Progress.resume("fine-tuning", seen, all, unit())) {
      progress.kept(kept(seen));
      AdamW adamW = optimizer(state, manager);
      try (Team team = new Team(options.threads(), adamW.weights(), manager)) {
        return new Run(manager, adamW, team, progress).rest(state.curve().steps());
      }
    }
  }

  /** Each example counts once per epoch. */
  private String unit() {
    return options.epochs() == 1
        ? "examples"
        : "examples seen ("
            + course.lessons().size()
            + " in each of "
            + options.epochs()
            + " epochs)";
  }

  /** What a stop leaves. */
  private String kept(long examples) {
    if (keeper == null) {
      return "nothing is kept: into(folder) keeps a training's state";
    }
    return examples == 0 ? "no state is kept yet" : "kept as it was after %,d".formatted(examples);
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

    /** Trains from behind these steps to the end. */
    TrainingState rest(List<TrainingStep> before) {
      List<TrainingStep> steps = new ArrayList<>(before);
      int perEpoch = course.stepsPerEpoch();
      for (int epoch = steps.size() / perEpoch; epoch < options.epochs(); epoch++) {
        List<List<Pass>> passes = course.epoch(epoch);
        for (int i = steps.size() % perEpoch; i < perEpoch; i++) {
          steps.add(step(passes.get(i), epoch, i));
          if (keeper != null && (i + 1 == perEpoch || steps.size() % statesEvery == 0)) {
            keeper.accept(state(steps));
            progress.kept(kept(steps.stream().mapToLong(TrainingStep::examples).sum()));
          }
        }
      }
      return state(steps);
    }

    private TrainingState state(List<TrainingStep> steps) {
      return new TrainingState(
          adamW.weights().checkpoint(),
          adamW.means().checkpoint(),
          adamW.squares().checkpoint(),
          new TrainingCurve(steps));
    }

    private TrainingStep step(List<Pass> passes, int epoch, int stepInEpoch) {
      Progress.checkInterrupted("fine-tuning");
      TrainingStep step = learn(passes, epoch, stepInEpoch);
      afterStep.accept(step);
      progress.note(String.format(Locale.ROOT, "loss %.3f", step.loss()));
      progress.advance(step.examples());
      return step;
    }

    private TrainingStep learn(List<Pass> passes, int epoch, int stepInEpoch) {
      int index = epoch * course.stepsPerEpoch() + stepInEpoch;
      double rate = options.learningRate(index, options.epochs() * course.stepsPerEpoch());
      double loss = team.run(passes);
      requireFinite("loss", loss, index, rate);
      double norm;
      try (NDManager scope = manager.newSubManager()) {
        Map<String, NDArray> gradients = team.first().gradients(scope);
        norm = adamW.clip(gradients);
        requireFinite("gradient's norm", norm, index, rate);
        adamW.step(gradients, index + 1, rate);
      }
      team.first().clear();
      int examples = passes.get(0).stepSize();
      int tokens = passes.stream().mapToInt(Pass::learned).sum();
      return new TrainingStep(index + 1, epoch + 1, examples, tokens, loss, norm, rate);
    }

    /** Before the weights take harm: what was kept is still good. */
    private void requireFinite(String what, double value, int index, double rate) {
      if (!Double.isFinite(value)) {
        throw new IllegalStateException(
            "The %s is %s at step %d; the learning rate there is %s. Choose a smaller one."
                .formatted(what, value, index + 1, rate));
      }
    }
  }
}
