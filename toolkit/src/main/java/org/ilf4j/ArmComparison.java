package org.ilf4j;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.ilf4j.judge.Judge;
import org.ilf4j.metric.Leaderboard;
import org.ilf4j.metric.PassAtK;
import org.ilf4j.model.LanguageModel;
import org.ilf4j.report.Figures;
import org.ilf4j.report.Tables;
import org.ilf4j.sample.Sampler;
import org.ilf4j.sample.SamplingOptions;
import org.ilf4j.task.Tasks;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.Table;

/**
 * Several models on the same tasks. Each call that sets something returns a changed copy; {@link
 * #board} draws, judges and counts.
 *
 * <pre>{@code
 * Ilf.compare(tasks.test()).with("base", model).with("ILF", tuned).perTask(10).figure()
 * }</pre>
 */
public final class ArmComparison {
  private static final int[] PAPER_KS = {1, 10};

  private final Tasks tasks;
  private final Map<String, LanguageModel> arms;
  private final SamplingOptions options;
  private final Judge judge;
  private final Path folder;

  ArmComparison(
      Tasks tasks,
      Map<String, LanguageModel> arms,
      SamplingOptions options,
      Judge judge,
      Path folder) {
    this.tasks = tasks;
    this.arms = arms;
    this.options = options;
    this.judge = judge;
    this.folder = folder;
  }

  /** Adds an arm. */
  public ArmComparison with(String name, LanguageModel model) {
    Map<String, LanguageModel> more = new LinkedHashMap<>(arms);
    if (more.put(name, model) != null) {
      throw new IllegalArgumentException("There are two arms \"" + name + "\"; name one anew.");
    }
    return new ArmComparison(tasks, more, options, judge, folder);
  }

  /** Samples per task; 30 (paper, section 4). pass@10 needs 10. */
  public ArmComparison perTask(int value) {
    return options(options.withPerTask(value));
  }

  /** Tokens per sample at most; 256 (our choice). */
  public ArmComparison maxNewTokens(int value) {
    return options(options.withMaxNewTokens(value));
  }

  /** The seed of all arms; 0. */
  public ArmComparison seed(long value) {
    return options(options.withSeed(value));
  }

  /** How to draw; the paper's options if not set. */
  public ArmComparison options(SamplingOptions value) {
    return new ArmComparison(tasks, arms, value, judge, folder);
  }

  /** Judges with this; {@link Judge#standard} if not set. */
  public ArmComparison judge(Judge value) {
    return new ArmComparison(tasks, arms, options, value, folder);
  }

  /** Keeps samples and verdicts in this folder: a later call draws only what is missing. */
  public ArmComparison into(Path value) {
    return new ArmComparison(tasks, arms, options, judge, value);
  }

  /** pass@1 and, with 10 samples per task or more, pass@10 of each arm. */
  public Leaderboard board() {
    Map<String, PassAtK> results = new LinkedHashMap<>();
    arms.forEach((name, model) -> results.put(name, score(name, model)));
    return Leaderboard.of(results);
  }

  /** The board as a table. */
  public Table table() {
    return Tables.passAtK(board());
  }

  /** pass@1 of each arm as a figure. */
  public XYChart figure() {
    return Figures.passAtK(board(), 1);
  }

  private PassAtK score(String name, LanguageModel model) {
    Sampler sampler = Sampler.of(model).options(options);
    Judge chosen = judge == null ? Judge.standard() : judge;
    if (folder != null) {
      sampler = sampler.into(folder.resolve("test-" + slug(name) + ".jsonl"));
      chosen = judge == null ? chosen.cachedIn(folder) : chosen;
    }
    int[] ks = options.perTask() >= PAPER_KS[1] ? PAPER_KS : new int[] {1};
    return PassAtK.of(chosen.judge(sampler.sample(tasks)), ks);
  }

  private static String slug(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  /** What would be compared; nothing is drawn. */
  @Override
  public String toString() {
    return "Comparison of "
        + arms.keySet()
        + " on "
        + tasks.size()
        + " tasks ("
        + tasks.name()
        + "), "
        + options
        + "; call board(), table() or figure()";
  }
}
