package org.ilf4j.toy;

import java.nio.file.Path;
import org.ilf4j.Ilf;
import org.ilf4j.RoundOptions;
import org.ilf4j.RoundResult;
import org.ilf4j.feedback.FeedbackSource;
import org.ilf4j.model.CodeGen;
import org.ilf4j.practice.Practice;
import org.ilf4j.task.Split;
import org.ilf4j.task.Tasks;

/** A small round of codegen-nano, in this process or, to be killed, in one of its own. */
public final class NanoRound {
  private static final int TASKS_PER_SPLIT = 12;

  private NanoRound() {}

  /** Runs the round in a folder and prints its result. */
  public static void main(String[] arguments) {
    System.out.println(run(Path.of(arguments[0])));
  }

  static RoundResult run(Path folder) {
    Tasks few =
        Practice.load()
            .where("practice, few", t -> t.id() - Split.of(t.id()).first() < TASKS_PER_SPLIT);
    return Ilf.round(CodeGen.load("nano"))
        .tasks(few)
        .feedback(FeedbackSource.simulated(5))
        .options(
            RoundOptions.NANO.withPerTask(2, 4, 3).withCurve().withBaselines(false).withSeed(3))
        .into(folder)
        .run();
  }
}
