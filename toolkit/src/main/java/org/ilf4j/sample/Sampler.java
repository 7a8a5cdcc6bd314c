package org.ilf4j.sample;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ilf4j.model.LanguageModel;
import org.ilf4j.prompt.Prompt;
import org.ilf4j.prompt.PromptTemplate;
import org.ilf4j.task.Tasks;

/**
 * Draws programs for tasks. Immutable: each setting returns a changed copy.
 *
 * <pre>{@code
 * Samples samples =
 *     Sampler.of(model).temperature(0.8).perTask(10).seed(7).sample(tasks.refine().first(20));
 * }</pre>
 *
 * <p>Settings not made are the paper's ({@link SamplingOptions#PAPER}).
 */
public final class Sampler {
  private final LanguageModel model;
  private final SamplingOptions options;
  private final PromptTemplate template;
  private final Path file;

  private Sampler(
      LanguageModel model, SamplingOptions options, PromptTemplate template, Path file) {
    this.model = model;
    this.options = options;
    this.template = template;
    this.file = file;
  }

  /**
   * A sampler with the paper's options.
   *
   * @throws IllegalArgumentException for no model
   */
  public static Sampler of(LanguageModel model) {
    if (model == null) {
      throw new IllegalArgumentException(
          "A sampler needs a model; give one, such as CodeGen.load(\"nano\").");
    }
    return new Sampler(model, SamplingOptions.PAPER, PromptTemplate.mbpp(), null);
  }

  /** Takes all options at once. */
  public Sampler options(SamplingOptions value) {
    return new Sampler(model, value, template, file);
  }

  /** The options in force. */
  public SamplingOptions options() {
    return options;
  }

  /** Samples per task; 30 (paper, section 3). */
  public Sampler perTask(int value) {
    return options(options.withPerTask(value));
  }

  /** Softmax temperature, 0 for greedy; 0.8 (paper, section 3). */
  public Sampler temperature(double value) {
    return options(options.withTemperature(value));
  }

  /** Nucleus mass in (0, 1]; 1. */
  public Sampler topP(double value) {
    return options(options.withTopP(value));
  }

  /** Keep the k likeliest tokens; 0 keeps all. */
  public Sampler topK(int value) {
    return options(options.withTopK(value));
  }

  /** Tokens per sample at most; 256 (our choice). */
  public Sampler maxNewTokens(int value) {
    return options(options.withMaxNewTokens(value));
  }

  /** The seed that fixes every draw; 0. */
  public Sampler seed(long value) {
    return options(options.withSeed(value));
  }

  /** States tasks by this template; {@link PromptTemplate#mbpp()} is the paper's. */
  public Sampler template(PromptTemplate value) {
    return new Sampler(model, options, value, file);
  }

  /**
   * Appends each sample to this file as soon as it is finished, and takes those that are already
   * there: a run that was interrupted goes on where it stopped. The file's manifest lies beside it;
   * a file drawn by another model, from other prompts or with other settings is refused. More
   * samples per task or more tasks may be added to a file.
   *
   * <p>The rows stand in the order in which their samples were finished. Files of equal runs hold
   * the same rows in possibly other order: compare them line by line after sorting. {@link
   * Samples#list} is in the tasks' order always.
   *
   * @param value a JSONL file, made if missing
   */
  public Sampler into(Path value) {
    return new Sampler(model, options, template, value);
  }

  /** Draws samples for each task from its own prompt. */
  public Samples sample(Tasks tasks) {
    return sample(tasks, tasks.stream().map(template::render).toList());
  }

  /**
   * Draws samples for each task while the model reads another prompt than the task's own, such as a
   * refinement prompt that ends with it. The samples' programs start with the task's own prompt.
   *
   * @param tasks the tasks
   * @param read what the model reads for each task: one prompt per task, in any order
   * @throws IllegalArgumentException if a task has no prompt or more than one, or if the file was
   *     drawn with something else
   */
  public Samples sample(Tasks tasks, List<Prompt> read) {
    SamplingJob job = SamplingJob.of(model, options, template, tasks, read);
    if (file == null) {
      return job.run(Map.of(), sample -> {});
    }
    try (SampleFile samples = SampleFile.open(file, job.manifest())) {
      return job.run(samples.found(), samples::append);
    }
  }

  /** Model and settings in one line. */
  @Override
  public String toString() {
    String cut =
        (options.topP() < 1 ? ", topP " + options.topP() : "")
            + (options.topK() > 0 ? ", topK " + options.topK() : "");
    return "Sampler of %s: %d per task at temperature %s%s, at most %d tokens, seed %d%s"
        .formatted(
            model.name(),
            options.perTask(),
            options.temperature(),
            cut,
            options.maxNewTokens(),
            options.seed(),
            file == null ? "" : ", into " + file);
  }
}
