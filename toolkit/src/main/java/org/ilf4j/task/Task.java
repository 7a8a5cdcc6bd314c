package org.ilf4j.task;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * One programming task in MBPP's schema: what to write in words, a gold program and its tests.
 *
 * @param id the task's id, 1-974 in MBPP
 * @param text the task in words
 * @param code the gold program
 * @param setupCode code that the tests need first; mostly empty
 * @param tests assert statements such as {@code assert f(1) == 2}; at least one
 * @param challengeTests further asserts; mostly empty
 */
@JsonPropertyOrder({
  "text",
  "code",
  "task_id",
  "test_setup_code",
  "test_list",
  "challenge_test_list"
})
public record Task(
    @JsonProperty(value = "task_id", required = true) int id,
    @JsonProperty(value = "text", required = true) String text,
    @JsonProperty(value = "code", required = true) String code,
    @JsonProperty(value = "test_setup_code") String setupCode,
    @JsonProperty(value = "test_list", required = true) List<String> tests,
    @JsonProperty(value = "challenge_test_list") List<String> challengeTests) {

  /** Checks that nothing is missing. */
  public Task {
    setupCode = setupCode == null ? "" : setupCode;
    tests = List.copyOf(tests);
    challengeTests = challengeTests == null ? List.of() : List.copyOf(challengeTests);
    if (tests.isEmpty()) {
      throw new IllegalArgumentException("Task " + id + " has no tests; at least 1 is needed.");
    }
  }

  /** The split that the id belongs to. */
  @JsonIgnore
  public Split split() {
    return Split.of(id);
  }

  /**
   * The name that the tests call, such as {@code min_cost}: the first name called in the first test
   * that the gold program defines, so that {@code assert int(lobb_num(5, 3)) == 35} gives {@code
   * lobb_num}; where the gold program defines none of them, the first name called.
   */
  @JsonIgnore
  public String entryPoint() {
    return EntryPoint.of(this);
  }

  /** One line: the id and the task in words. */
  @Override
  public String toString() {
    return "Task " + id + ": " + text;
  }
}
