package org.ilf4j.sample;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One program that a model wrote for a task.
 *
 * @param taskId the task
 * @param index the sample's index within its task, from 0
 * @param prompt the task prompt: the program starts with it
 * @param completion what follows the prompt, truncated and indented by the paper's rule
 * @param generated what the model wrote, before truncation
 * @param logProbability of the generated tokens, natural logarithm
 * @param stop why decoding ended: {@code END_OF_TEXT}, {@code RULE} or {@code LENGTH}
 */
public record Sample(
    @JsonProperty("task_id") int taskId,
    @JsonProperty("sample") int index,
    @JsonProperty("prompt") String prompt,
    @JsonProperty("completion") String completion,
    @JsonProperty("generated") String generated,
    @JsonProperty("log_probability") double logProbability,
    @JsonProperty("stop") String stop) {

  /** The whole program: prompt and completion. */
  @JsonIgnore
  public String program() {
    return prompt + completion;
  }
}
