package org.ilf4j.model.hub;

/** A model cannot be had from the Hub: the message says why and what to do. */
public class HubException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong in one sentence. */
  public HubException(String message) {
    super(message);
  }

  /** Says what is wrong in one sentence, and what it comes from. */
  public HubException(String message, Throwable cause) {
    super(message, cause);
  }
}
