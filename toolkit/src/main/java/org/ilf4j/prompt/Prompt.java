package org.ilf4j.prompt;

/**
 * What a model is asked to continue.
 *
 * @param taskId the task that the prompt states
 * @param text the prompt, byte for byte as the model reads it
 */
public record Prompt(int taskId, String text) {
  private static final String EXAMPLE = ">>> Example: ";

  /**
   * The one test that the prompt shows, such as {@code f([1, 2]) = 3}; empty where the prompt shows
   * none.
   */
  public String shownTest() {
    int start = text.lastIndexOf(EXAMPLE);
    if (start < 0) {
      return "";
    }
    int end = text.indexOf('\n', start);
    return text.substring(start + EXAMPLE.length(), end < 0 ? text.length() : end);
  }

  /** The prompt itself. */
  @Override
  public String toString() {
    return text;
  }
}
