package org.ilf4j.sample;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One program that a model wrote for a task.
 *
 * @param taskId the task
 * @param index the sample's index within its task, from 0
 * @param prompt the task prompt: the program starts with it
 * @param completion what follows the prompt, truncated and indented by the paper's rule
 * @param generated what the model wrote, before truncation
 * @param logProbability of the generated tokens together, natural logarithm
 * @param stop why decoding ended: {@code END_OF_TEXT}, {@code RULE} or {@code LENGTH}
 * @param tokenLogProbabilities of each generated token at temperature 1, natural logarithm,
 *     end-of-text included; empty where the model tells none, as a server, or a file holds none
 */
public record Sample(
    @JsonProperty("task_id") int taskId,
    @JsonProperty("sample") int index,
    @JsonProperty("prompt") String prompt,
    @JsonProperty("completion") String completion,
    @JsonProperty("generated") String generated,
    @JsonProperty("log_probability") double logProbability,
    @JsonProperty("stop") String stop,
    @JsonProperty("token_log_probabilities") List<Float> tokenLogProbabilities) {

  /** Keeps its own list. */
  public Sample {
    tokenLogProbabilities =
        tokenLogProbabilities == null ? List.of() : List.copyOf(tokenLogProbabilities);
  }

  /** A sample whose tokens are not known one by one. */
  public Sample(
      int taskId,
      int index,
      String prompt,
      String completion,
      String generated,
      double logProbability,
      String stop) {
    this(taskId, index, prompt, completion, generated, logProbability, stop, List.of());
  }

  /** The whole program: prompt and completion. */
  @JsonIgnore
  public String program() {
    return prompt + completion;
  }
}
