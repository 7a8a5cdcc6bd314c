package org.ilf4j.model.checkpoint;

/** A checkpoint cannot be used: the message says what, where and what to do. */
public class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong in one sentence. */
  public CheckpointException(String message) {
    super(message);
  }

  /** Says what is wrong in one sentence, and what it comes from. */
  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
