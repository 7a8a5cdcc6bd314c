package org.ilf4j.judge;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ilf4j.sample.Sample;

/**
 * What the judge found about one sample. Its JSON is the sample's row with {@code passed} and
 * {@code result}, as in the paper's files, and the details beside them.
 *
 * @param sample the sample judged
 * @param outcome passed, or the first failing test's outcome
 * @param tests one result per test, up to the test that ended the program
 * @param output what the program printed, shortened
 * @param cost time and memory
 * @param flags remarks, such as a program that is flaky
 */
public record Verdict(
    @JsonUnwrapped @JsonProperty("row") Sample sample,
    Outcome outcome,
    List<TestResult> tests,
    String output,
    Cost cost,
    Set<Flag> flags) {

  /** Makes the lists immutable. */
  public Verdict {
    tests = List.copyOf(tests);
    flags = Set.copyOf(flags);
  }

  /** Whether every test passed. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public boolean passed() {
    return outcome instanceof Outcome.Passed;
  }

  /** Whether the sandbox itself failed: then there is no verdict on the program. */
  @JsonIgnore
  public boolean isInfrastructureFault() {
    return outcome instanceof Outcome.Infrastructure;
  }

  /** The paper's result column: {@code passed}, {@code timed out} or {@code failed: reason}. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public String result() {
    if (outcome instanceof Outcome.Passed || outcome instanceof Outcome.TimedOut) {
      return outcome.label();
    }
    return "failed: " + message();
  }

  /** The task judged. */
  @JsonIgnore
  public int taskId() {
    return sample.taskId();
  }

  /** The first test that did not pass. */
  @JsonIgnore
  public Optional<TestResult> failure() {
    return tests.stream().filter(test -> !test.passed()).findFirst();
  }

  /** Why it failed, in one line; empty if it passed. */
  @JsonIgnore
  public String message() {
    return failure().map(TestResult::message).orElse("");
  }

  /** What the failing test got; empty if none failed or nothing was returned. */
  @JsonIgnore
  public String got() {
    return failure().map(TestResult::got).orElse("");
  }

  /** What the failing test expected; empty if none failed or it names no value. */
  @JsonIgnore
  public String expected() {
    return failure().map(TestResult::expected).orElse("");
  }

  /** One line, then the program with its failing line marked, the failing test and the output. */
  @Override
  public String toString() {
    return VerdictText.of(this);
  }
}
