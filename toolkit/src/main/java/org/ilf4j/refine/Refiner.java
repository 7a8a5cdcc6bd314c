package org.ilf4j.refine;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ilf4j.feedback.Feedback;
import org.ilf4j.feedback.Feedbacks;
import org.ilf4j.model.LanguageModel;
import org.ilf4j.prompt.Prompt;
import org.ilf4j.sample.Sampler;
import org.ilf4j.sample.SamplingOptions;
import org.ilf4j.task.Tasks;

/**
 * Has a model rewrite failing programs by feedback. Immutable: each setting returns a changed copy.
 *
 * <pre>{@code
 * Refinements fixed = Refiner.of(teacher).perTask(10).seed(7).refine(tasks, feedback);
 * }</pre>
 */
public final class Refiner {
  private final LanguageModel model;
  private final Sampler sampler;

  private Refiner(LanguageModel model, Sampler sampler) {
    this.model = model;
    this.sampler = sampler;
  }

  /** A refiner with the paper's sampling options: 30 per task at temperature 0.8. */
  public static Refiner of(LanguageModel model) {
    return new Refiner(model, Sampler.of(model));
  }

  /** Takes all sampling options at once. */
  public Refiner options(SamplingOptions value) {
    return new Refiner(model, sampler.options(value));
  }

  /** Refinements per task; 30 (paper, section 4). */
  public Refiner perTask(int value) {
    return new Refiner(model, sampler.perTask(value));
  }

  /** Softmax temperature, 0 for greedy; 0.8 (paper, section 4). */
  public Refiner temperature(double value) {
    return new Refiner(model, sampler.temperature(value));
  }

  /** Tokens per refinement at most; 256 (our choice). */
  public Refiner maxNewTokens(int value) {
    return new Refiner(model, sampler.maxNewTokens(value));
  }

  /** The seed that fixes every draw; 0. */
  public Refiner seed(long value) {
    return new Refiner(model, sampler.seed(value));
  }

  /** Appends each refinement's sample to this file; a later call goes on where it stopped. */
  public Refiner into(Path file) {
    return new Refiner(model, sampler.into(file));
  }

  /**
   * Draws refinements of every task that has feedback; of several on one task the first counts.
   *
   * @param tasks the tasks, all that have feedback among them
   * @param feedbacks what is said about their failing programs
   */
  public Refinements refine(Tasks tasks, Feedbacks feedbacks) {
    RefinementPrompt prompt = RefinementPrompt.of(model);
    Map<Integer, Prompt> read = new HashMap<>();
    for (Feedback feedback : feedbacks) {
      read.putIfAbsent(feedback.taskId(), prompt.render(feedback));
    }
    Tasks asked = tasks.only(feedbacks.taskIds());
    return Refinements.of(sampler.sample(asked, List.copyOf(read.values())), feedbacks);
  }

  /** Model and settings in one line. */
  @Override
  public String toString() {
    return "Refiner with " + sampler;
  }
}
