package org.ilf4j.toy;

import java.nio.file.Path;
import org.ilf4j.Ilf;
import org.ilf4j.RoundOptions;
import org.ilf4j.RoundResult;
import org.ilf4j.feedback.FeedbackSource;
import org.ilf4j.judge.Judge;

/** A round of the fake model, in this process or, to be killed, in one of its own. */
public final class ToyRound {
  private ToyRound() {}

  /** Runs the round in a folder and prints its result. */
  public static void main(String[] arguments) {
    System.out.println(run(Path.of(arguments[0]), Long.parseLong(arguments[1])));
  }

  static RoundResult run(Path folder, long nanosPerSample) {
    return run(folder, nanosPerSample, RoundOptions.PAPER.withPerTask(4, 4, 10).withCurve(3, 6));
  }

  static RoundResult run(Path folder, long nanosPerSample, RoundOptions options) {
    return Ilf.round(new ToyModel(0.3, 0, nanosPerSample))
        .tasks(ToyTasks.of(8, 6, 14))
        .feedback(FeedbackSource.simulated(5))
        .judge(Judge.standard().cachedIn(folder))
        .learner(new ToyLearner(0.05))
        .options(options.withSeed(3))
        .into(folder)
        .run();
  }
}
