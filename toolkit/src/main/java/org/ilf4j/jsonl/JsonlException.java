package org.ilf4j.jsonl;

/** A file of records could not be read or written; the message says which line and what to do. */
public class JsonlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One sentence for the user. */
  public JsonlException(String message) {
    super(message);
  }

  /** One sentence for the user, and the exception behind it. */
  public JsonlException(String message, Throwable cause) {
    super(message, cause);
  }
}
