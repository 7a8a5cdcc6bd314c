package org.ilf4j.feedback;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody said about one failing program (paper, section 3, step 2).
 *
 * @param taskId the task
 * @param prompt the task prompt; the program starts with it
 * @param program the whole failing program
 * @param text the feedback in words
 * @param refinement the whole program as the annotator corrected it; null where none was written
 * @param annotator who said it; empty if unknown
 * @param simulated whether no person said it
 * @param categories kinds of bugs the feedback is about, named as in {@link BugKind}; may be empty
 */
public record Feedback(
    @JsonProperty("task_id") int taskId,
    @JsonProperty("prompt") String prompt,
    @JsonProperty("program") String program,
    @JsonProperty("feedback") String text,
    @JsonProperty("refinement") @JsonInclude(JsonInclude.Include.NON_NULL) String refinement,
    @JsonProperty("annotator") String annotator,
    @JsonProperty("simulated") boolean simulated,
    @JsonProperty("categories") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> categories) {

  private static final Pattern WHITE_SPACE = Pattern.compile("(?U)\\s+");

  /** Checks that nothing needed is missing. */
  public Feedback {
    Objects.requireNonNull(prompt, () -> "Feedback on task " + taskId + " has no prompt.");
    Objects.requireNonNull(program, () -> "Feedback on task " + taskId + " has no program.");
    text = text == null ? "" : text;
    annotator = annotator == null ? "" : annotator;
    categories = categories == null ? List.of() : List.copyOf(categories);
  }

  @JsonCreator
  static Feedback read(
      @JsonProperty(value = "task_id", required = true) int taskId,
      @JsonProperty(value = "prompt", required = true) String prompt,
      @JsonProperty(value = "program", required = true) String program,
      @JsonProperty(value = "feedback", required = true) String text,
      @JsonProperty("refinement") String refinement,
      @JsonProperty("annotator") String annotator,
      @JsonProperty("simulated") Boolean simulated,
      @JsonProperty("categories") List<String> categories) {
    return new Feedback(
        taskId,
        prompt,
        program,
        text,
        refinement,
        annotator,
        Boolean.TRUE.equals(simulated),
        categories);
  }

  /** Feedback of a person, without a corrected program. */
  public static Feedback of(
      int taskId, String prompt, String program, String text, String annotator) {
    return new Feedback(taskId, prompt, program, text, null, annotator, false, List.of());
  }

  /** The same feedback with other words. */
  public Feedback withText(String words) {
    return new Feedback(
        taskId, prompt, program, words, refinement, annotator, simulated, categories);
  }

  /** The same feedback with a corrected program. */
  public Feedback withRefinement(String wholeProgram) {
    return new Feedback(
        taskId, prompt, program, text, wholeProgram, annotator, simulated, categories);
  }

  /** The same feedback about these kinds of bugs. */
  public Feedback withCategories(List<String> kinds) {
    return new Feedback(taskId, prompt, program, text, refinement, annotator, simulated, kinds);
  }

  /** The corrected program, if the annotator wrote one. */
  @JsonIgnore
  public Optional<String> refined() {
    return Optional.ofNullable(refinement);
  }

  /** What follows the prompt in the failing program. */
  @JsonIgnore
  public String completion() {
    return Completion.of(prompt, program);
  }

  /** What follows the prompt in the corrected program; empty without one. */
  @JsonIgnore
  public String refinedCompletion() {
    return refinement == null ? "" : Completion.of(prompt, refinement);
  }

  /**
   * How much the annotator changed: edit distance between what follows the prompt in the failing
   * and in the corrected program, as a share of the longer one, 0 to 1.
   */
  @JsonIgnore
  public double changed() {
    return EditDistance.share(completion(), refinedCompletion());
  }

  /** Number of words, as the paper's Table 6 counts them: separated by white space. */
  @JsonIgnore
  public int words() {
    return (int) WHITE_SPACE.splitAsStream(text).filter(word -> !word.isEmpty()).count();
  }

  /** Who said what, then the programs. */
  @Override
  public String toString() {
    String who = simulated ? "simulated" : annotator.isEmpty() ? "unknown annotator" : annotator;
    String corrected = refinement == null ? "" : "\ncorrected program:\n" + refinedCompletion();
    return "task %d, %s: %s%nprogram:%n%s%s".formatted(taskId, who, text, completion(), corrected);
  }
}
