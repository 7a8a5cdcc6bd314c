package org.ilf4j.progress;

/** The user stopped a long call; what was finished is kept where a folder was named. */
public class InterruptedWorkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what was stopped and how to go on. */
  public InterruptedWorkException(String message) {
    super(message);
  }
}
