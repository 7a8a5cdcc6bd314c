package org.ilf4j.prompt;

/**
 * The plain text layout of a refinement prompt (paper, section 3); cutting to tokens is done
 * elsewhere.
 */
public final class RefinementTemplate {
  private RefinementTemplate() {}

  /**
   * The text after which a model writes the refined program's body.
   *
   * @param oldCode the failing program, its own prompt included
   * @param feedback the remark on it
   * @param taskPrompt the prompt of the task; the refinement continues it
   */
  public static String render(String oldCode, String feedback, String taskPrompt) {
    return "OLD CODE:\n"
        + oldCode
        + "\n\nFEEDBACK:\n"
        + feedback
        + "\n\nREFINEMENT:\n"
        + taskPrompt;
  }
}
