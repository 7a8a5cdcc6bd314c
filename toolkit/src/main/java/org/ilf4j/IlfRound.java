package org.ilf4j;

import java.nio.file.Path;
import org.ilf4j.feedback.FeedbackSource;
import org.ilf4j.judge.Judge;
import org.ilf4j.model.LanguageModel;
import org.ilf4j.task.Tasks;

/**
 * One round of the method (paper, section 3) with its baselines (Table 4), as one call. Each call
 * that sets something returns a changed copy.
 *
 * <pre>{@code
 * RoundResult result =
 *     Ilf.round(model)
 *         .tasks(Practice.load())
 *         .feedback(FeedbackSource.simulated(7))
 *         .into(Path.of("runs/first"))
 *         .run();
 * }</pre>
 *
 * <p>Every stage writes to the run's folder. A run that was killed goes on there and ends with the
 * same result as an unbroken one.
 */
public final class IlfRound {
  private static final Path FOLDER = Path.of("runs/round");

  private final RoundSetup setup;

  private IlfRound(RoundSetup setup) {
    this.setup = setup;
  }

  /** A round on a model: simulated feedback and the paper's options if not set otherwise. */
  public static IlfRound on(LanguageModel model) {
    return new IlfRound(
        new RoundSetup(
            model,
            null,
            FeedbackSource.simulated(0),
            null,
            Learner.fineTuning(),
            RoundOptions.PAPER,
            FOLDER));
  }

  /** The tasks with their splits; must be set. */
  public IlfRound tasks(Tasks value) {
    return new IlfRound(setup.withTasks(value));
  }

  /** Who says what is wrong with failing programs. */
  public IlfRound feedback(FeedbackSource value) {
    return new IlfRound(setup.withFeedback(value));
  }

  /** Judges with this; {@link Judge#standard} with the verdicts kept in the folder if not set. */
  public IlfRound judge(Judge value) {
    return new IlfRound(setup.withJudge(value));
  }

  /** Trains with this; fine-tuning on this machine if not set. */
  public IlfRound learner(Learner value) {
    return new IlfRound(setup.withLearner(value));
  }

  /** How to draw and train. */
  public IlfRound options(RoundOptions value) {
    return new IlfRound(setup.withOptions(value));
  }

  /** The run's folder; {@code runs/round} if not set. */
  public IlfRound into(Path value) {
    return new IlfRound(setup.withFolder(value));
  }

  /**
   * Runs, or goes on.
   *
   * @throws IllegalArgumentException if the folder holds a run with other settings
   * @throws org.ilf4j.progress.InterruptedWorkException if interrupted; what was finished is kept
   */
  public RoundResult run() {
    return new RoundSteps(setup.checked()).run();
  }

  /** Model, tasks, samples and folder in one line. */
  @Override
  public String toString() {
    return "ILF round on " + setup;
  }
}
