package org.ilf4j.prompt;

import org.ilf4j.task.Task;

/**
 * One thing to learn: after this prompt, this completion. The prompt is masked out of the loss; the
 * trainer appends end-of-text to the completion (paper, section 3).
 *
 * @param taskId the task it comes from
 * @param prompt the text to condition on
 * @param completion the text to learn, without end-of-text
 */
public record Example(int taskId, String prompt, String completion) {

  /** The gold program as an example: after the task's prompt, the rest of the gold program. */
  public static Example gold(Task task) {
    String header = MbppTemplate.header(task);
    String code = MbppTemplate.lineFeeds(task.code());
    String body = code.substring(code.indexOf('\n', header.length()) + 1);
    return new Example(task.id(), MbppTemplate.text(task, header), body);
  }
}
