package org.ilf4j.model;

/**
 * Several completions of one prompt.
 *
 * @param prompt the text to continue; computed once for all its samples
 * @param stream names the request's random stream, such as the task id: equal (seed, stream, sample
 *     index) draw equal completions, whatever else is generated beside them
 * @param firstSample index of the first sample to draw, for a job that goes on where it stopped
 * @param samples how many samples to draw
 */
public record GenerationRequest(String prompt, long stream, int firstSample, int samples) {
  /** Checks that there is something to continue. */
  public GenerationRequest {
    requirePrompt(prompt);
    if (firstSample < 0 || samples < 0) {
      throw new IllegalArgumentException(
          "firstSample is %d and samples %d; neither may be below 0."
              .formatted(firstSample, samples));
    }
  }

  static String requirePrompt(String prompt) {
    if (prompt == null) {
      throw new IllegalArgumentException(
          "There is no prompt (null); give a text to continue, such as \"def fib(n):\".");
    }
    return prompt;
  }
}
