package org.ilf4j.task;

/**
 * The four disjoint splits of MBPP's 974 tasks, by task id, as the paper draws them (Chen et al.
 * 2023, section 4).
 */
public enum Split {
  /** Ids 1-10: kept for few-shot prompts; unused by the method. */
  PROMPT(1, 10),
  /** Ids 11-110: held out, every pass@k is reported on these. */
  TEST(11, 110),
  /** Ids 111-310: feedback and human refinements here train the refinement model. */
  REFINE(111, 310),
  /** Ids 311-974: refinements of these tasks train the base model. */
  TRAIN(311, 974);

  private final int first;
  private final int last;

  Split(int first, int last) {
    this.first = first;
    this.last = last;
  }

  /** The split's smallest task id. */
  public int first() {
    return first;
  }

  /** The split's largest task id. */
  public int last() {
    return last;
  }

  /** Whether the task with this id belongs to the split. */
  public boolean contains(int taskId) {
    return first <= taskId && taskId <= last;
  }

  /**
   * The split that holds a task id.
   *
   * @throws IllegalArgumentException if the id is not 1-974
   */
  public static Split of(int taskId) {
    for (Split split : values()) {
      if (split.contains(taskId)) {
        return split;
      }
    }
    throw new IllegalArgumentException(
        "Task id " + taskId + " is in no split; the four splits hold ids 1-974.");
  }
}
