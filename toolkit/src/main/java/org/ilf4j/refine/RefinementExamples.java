package org.ilf4j.refine;

import java.util.List;
import org.ilf4j.feedback.Feedback;
import org.ilf4j.feedback.Feedbacks;
import org.ilf4j.model.LanguageModel;
import org.ilf4j.prompt.Example;

/**
 * What annotators wrote, as examples to learn.
 *
 * <pre>{@code
 * CodeGen teacher = FineTuner.on(model).fit(RefinementExamples.human(feedback, model));
 * }</pre>
 */
public final class RefinementExamples {
  private RefinementExamples() {}

  /**
   * For the refinement model: after old program and feedback, the annotator's corrected program
   * (paper, section 3, step 3). Feedback without a corrected program gives none.
   *
   * @param feedbacks the feedback
   * @param model the model to be trained, whose tokens are counted
   */
  public static List<Example> human(Feedbacks feedbacks, LanguageModel model) {
    return human(feedbacks, RefinementPrompt.of(model));
  }

  /** As {@link #human(Feedbacks, LanguageModel)}, with tokens taken as 4 characters each. */
  public static List<Example> human(Feedbacks feedbacks) {
    return human(feedbacks, RefinementPrompt.ofAnyModel());
  }

  private static List<Example> human(Feedbacks feedbacks, RefinementPrompt prompt) {
    return feedbacks.refined().stream()
        .map(f -> new Example(f.taskId(), prompt.render(f).text(), f.refinedCompletion()))
        .toList();
  }

  /**
   * For the base model: after the task's prompt, the annotator's corrected program (the paper's
   * baseline "human refinements", Table 4).
   */
  public static List<Example> corrected(Feedbacks feedbacks) {
    return feedbacks.refined().stream().map(RefinementExamples::corrected).toList();
  }

  private static Example corrected(Feedback feedback) {
    return new Example(feedback.taskId(), feedback.prompt(), feedback.refinedCompletion());
  }
}
