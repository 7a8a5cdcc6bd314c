package org.ilf4j.sandbox;

/** The sandbox cannot work here, or broke; the message says what to do. Never a program's fault. */
public class SandboxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One sentence for the user. */
  public SandboxException(String message) {
    super(message);
  }

  /** One sentence for the user, and the exception behind it. */
  public SandboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
