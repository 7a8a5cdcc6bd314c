package org.ilf4j.prompt;

/**
 * What a model is asked to continue.
 *
 * @param taskId the task that the prompt states
 * @param text the prompt, byte for byte as the model reads it
 */
public record Prompt(int taskId, String text) {}
