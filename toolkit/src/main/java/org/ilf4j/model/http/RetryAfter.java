package org.ilf4j.model.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * The header in which a server says when it wants to be asked again: in seconds, or by a date (RFC
 * 9110, section 10.2.3).
 *
 * <pre>{@code
 * RetryAfter.seconds("120", now)                              // 120
 * RetryAfter.seconds("Wed, 21 Oct 2015 07:28:00 GMT", now)    // what is left until then
 * }</pre>
 */
public final class RetryAfter {
  private RetryAfter() {}

  /**
   * Whole seconds from now on, rounded up.
   *
   * @param header the header's text; null where the answer had none
   * @return 0 where the header says nothing that can be used
   */
  public static long seconds(String header, Instant now) {
    String text = header == null ? "" : header.strip();
    if (text.matches("\\d{1,6}")) {
      return Long.parseLong(text);
    }
    try {
      Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Math.max(0, Duration.between(now, date).plusMillis(999).toSeconds());
    } catch (DateTimeParseException e) {
      return 0;
    }
  }
}
