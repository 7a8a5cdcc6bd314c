package org.ilf4j.prompt;

/**
 * One thing to learn: after this prompt, this completion. The prompt is masked out of the loss; the
 * trainer appends end-of-text to the completion (paper, section 3).
 *
 * @param taskId the task it comes from
 * @param prompt the text to condition on
 * @param completion the text to learn, without end-of-text
 */
public record Example(int taskId, String prompt, String completion) {}
