package org.ilf4j.sample;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One program that a model wrote for a task.
 *
 * @param taskId the task
 * @param index the sample's index within its task, from 0
 * @param prompt the task prompt: the program starts with it
 * @param completion what follows the prompt, truncated and indented by the paper's rule
 * @param generated what the model wrote, before truncation; of a chat server's answer what
 *     continues the prompt
 * @param stop why decoding ended: {@code END_OF_TEXT}, {@code RULE} or {@code LENGTH}
 * @param logProbabilities of each generated token at temperature 1, natural logarithm, end-of-text
 *     included; empty where the model tells none, as a server, or a file holds none
 */
@JsonIgnoreProperties("log_probability") // the sum, in files of earlier versions
public record Sample(
    @JsonProperty("task_id") int taskId,
    @JsonProperty("sample") int index,
    @JsonProperty("prompt") String prompt,
    @JsonProperty("completion") String completion,
    @JsonProperty("generated") String generated,
    @JsonProperty("stop") String stop,
    @JsonProperty("log_probabilities") List<Float> logProbabilities) {

  /** Keeps its own list. */
  public Sample {
    logProbabilities = logProbabilities == null ? List.of() : List.copyOf(logProbabilities);
  }

  /** A sample whose tokens are not known one by one. */
  public Sample(
      int taskId, int index, String prompt, String completion, String generated, String stop) {
    this(taskId, index, prompt, completion, generated, stop, List.of());
  }

  /** Of all generated tokens together, natural logarithm; NaN where the model told none. */
  @JsonIgnore
  public double logProbability() {
    return logProbabilities.isEmpty()
        ? Double.NaN
        : logProbabilities.stream().mapToDouble(Float::doubleValue).sum();
  }

  /** The whole program: prompt and completion. */
  @JsonIgnore
  public String program() {
    return prompt + completion;
  }
}
