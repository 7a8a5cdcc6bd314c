package org.ilf4j;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ilf4j.model.LanguageModel;
import org.ilf4j.sample.SamplingOptions;
import org.ilf4j.task.Tasks;

/**
 * Where to begin.
 *
 * <pre>{@code
 * Ilf.compare(tasks.test()).with("base", model).with("ILF", tuned).figure()
 * Ilf.round(model).tasks(tasks).into(Path.of("runs/first")).run()
 * Ilf.open("runs/first")
 * }</pre>
 */
public final class Ilf {
  private Ilf() {}

  /** Compares models on tasks; add them with {@link ArmComparison#with}. */
  public static ArmComparison compare(Tasks tasks) {
    return new ArmComparison(tasks, Map.of(), SamplingOptions.PAPER, null, null);
  }

  /** One round of the method on a model, with the paper's options. */
  public static IlfRound round(LanguageModel model) {
    return IlfRound.on(model);
  }

  /**
   * A run that is there: what it was made from, and what is finished.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static RunDirectory open(Path path) {
    RunDirectory run = RunDirectory.at(path);
    if (!Files.isDirectory(path)) {
      throw new IllegalArgumentException(
          "There is no run at " + path.toAbsolutePath() + "; check the path.");
    }
    return run;
  }

  /** As {@link #open(Path)}. */
  public static RunDirectory open(String path) {
    return open(Path.of(path));
  }
}
