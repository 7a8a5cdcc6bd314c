package org.ilf4j.feedback;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A row of the paper's {@code surge_annotations.jsonl}, column by column.
 *
 * @param taskId the task
 * @param prompt the task prompt
 * @param test the tests as the paper's scripts run them
 * @param feedback the feedback in words
 * @param completion what follows the prompt in the corrected program
 * @param result {@code passed}, or null
 * @param passed whether the corrected program passed
 * @param refinement the whole program as the annotator corrected it
 * @param program the whole failing program
 * @param editDistance between the two programs, relative to the failing one
 * @param worker the annotator's id, or null
 */
record PaperAnnotation(
    @JsonProperty(value = "task_id", required = true) int taskId,
    @JsonProperty(value = "prompt", required = true) String prompt,
    @JsonProperty("test") String test,
    @JsonProperty(value = "Feedback", required = true) String feedback,
    @JsonProperty("completion") String completion,
    @JsonProperty("result") String result,
    @JsonProperty("passed") Boolean passed,
    @JsonProperty("unedited_annotator_completion") @JsonAlias("Refinement") String refinement,
    @JsonProperty(value = "original_model_completion", required = true) String program,
    @JsonProperty("refinement_edit_distance") Double editDistance,
    @JsonProperty("worker_id") String worker) {

  static PaperAnnotation of(Feedback feedback) {
    int old = Math.max(1, feedback.completion().length());
    int distance = EditDistance.between(feedback.completion(), feedback.refinedCompletion());
    boolean refined = feedback.refinement() != null;
    return new PaperAnnotation(
        feedback.taskId(),
        feedback.prompt(),
        null,
        feedback.text(),
        refined ? feedback.refinedCompletion() : null,
        null,
        null,
        feedback.refinement(),
        feedback.program(),
        refined ? (double) distance / old : null,
        feedback.annotator().isEmpty() ? null : feedback.annotator());
  }

  /** Line ends become LF: the paper's tool sent some rows with CRLF. */
  Feedback feedbackRecord() {
    return new Feedback(
        taskId,
        lineFeeds(prompt),
        lineFeeds(program),
        lineFeeds(feedback),
        lineFeeds(refinement),
        worker,
        false,
        List.of());
  }

  private static String lineFeeds(String text) {
    return text == null ? null : text.replaceAll("\r\n?", "\n");
  }
}
