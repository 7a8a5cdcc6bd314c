package org.ilf4j.model.server;

/** A server does not give a completion: the message says why and what to do, and holds no key. */
public class ServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong in one sentence. */
  public ServerException(String message) {
    super(message);
  }

  /** Says what is wrong in one sentence, and what it comes from. */
  public ServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
