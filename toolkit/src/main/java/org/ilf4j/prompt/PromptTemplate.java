package org.ilf4j.prompt;

import org.ilf4j.task.Task;

/** How a task is put to a model. A pure function: equal tasks give equal prompts. */
@FunctionalInterface
public interface PromptTemplate {

  /** The prompt for one task. */
  Prompt render(Task task);

  /**
   * The paper's prompt, byte for byte:
   *
   * <pre>
   * """
   * {text}
   *
   * &gt;&gt;&gt; Example: {first test, "==" replaced by "="}
   * """
   *
   * {gold program up to and including the def line of the entry point}
   * </pre>
   *
   * <p>CRLF becomes LF and the def line ends at its colon, as in the paper's files. Every task gets
   * a prompt; the paper's script leaves 60 of MBPP's 974 out, see {@link PaperCompat}. As in the
   * paper, helper functions that stand before the entry point in the gold program are part of the
   * prompt (221 tasks of MBPP).
   */
  static PromptTemplate mbpp() {
    return MbppTemplate.PAPER;
  }
}
