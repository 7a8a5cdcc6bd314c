package org.ilf4j.refine;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.ilf4j.feedback.Feedback;
import org.ilf4j.sample.Sample;

/**
 * A row of the paper's {@code refinements_*.jsonl}, column by column.
 *
 * @param taskId the task
 * @param prompt the whole refinement prompt: old code, feedback, task prompt
 * @param feedback the feedback in words
 * @param oldCompletion the whole failing program
 * @param completion the whole text after decoding: refinement prompt and new program
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record PaperRefinement(
    @JsonProperty(value = "task_id", required = true) int taskId,
    @JsonProperty(value = "prompt", required = true) String prompt,
    @JsonProperty(value = "feedback", required = true) String feedback,
    @JsonProperty(value = "old_completion", required = true) String oldCompletion,
    @JsonProperty(value = "completion", required = true) String completion) {

  private static final String TASK_PROMPT = "REFINEMENT:\n";

  static PaperRefinement of(Refinement refinement) {
    Feedback feedback = refinement.feedback();
    String prompt = RefinementPrompt.ofAnyModel().render(feedback).text();
    return new PaperRefinement(
        feedback.taskId(),
        prompt,
        feedback.text(),
        feedback.program(),
        prompt + refinement.sample().completion());
  }

  /** Line ends become LF; what was not in the file (annotator, log-probability) is empty or 0. */
  Refinement refinement(int index) {
    String whole = lineFeeds(prompt);
    String taskPrompt = whole.substring(whole.lastIndexOf(TASK_PROMPT) + after(whole));
    String decoded = lineFeeds(completion);
    String written = decoded.startsWith(whole) ? decoded.substring(whole.length()) : decoded;
    String program =
        written.startsWith(taskPrompt) ? written.substring(taskPrompt.length()) : written;
    Feedback said = Feedback.of(taskId, taskPrompt, lineFeeds(oldCompletion), feedback, "");
    return new Refinement(
        said, new Sample(taskId, index, taskPrompt, program, program, "FILE"), null);
  }

  private static int after(String whole) {
    return whole.contains(TASK_PROMPT) ? TASK_PROMPT.length() : 1;
  }

  private static String lineFeeds(String text) {
    return text.replaceAll("\r\n?", "\n");
  }
}
