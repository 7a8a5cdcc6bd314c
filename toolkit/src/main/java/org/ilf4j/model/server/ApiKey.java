package org.ilf4j.model.server;

import java.net.http.HttpRequest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A secret that is sent to its server and shown nowhere. */
final class ApiKey {
  static final ApiKey NONE = new ApiKey("");

  private static final int SHORTEST_SECRET = 12;

  private final String secret;
  private final Pattern spelled;

  private ApiKey(String secret) {
    this.secret = secret;
    this.spelled = spelled(secret);
  }

  /**
   * A key as a server gave it.
   *
   * @throws IllegalArgumentException for one that no header can carry; the key is not in the
   *     message
   */
  static ApiKey of(String secret) {
    String key = secret == null ? "" : secret.strip();
    if (!key.matches("[\\x21-\\x7e]*")) {
      throw new IllegalArgumentException(
          "The key has a character that no key has, such as a space or a line's end; copy it again.");
    }
    return new ApiKey(key);
  }

  void sign(HttpRequest.Builder request) {
    if (!secret.isEmpty()) {
      request.header("Authorization", "Bearer " + secret);
    }
  }

  /** A text without the key, should a server repeat it, as it is or encoded. */
  String removedFrom(String text) {
    return secret.isEmpty() ? text : spelled.matcher(text).replaceAll("(key)");
  }

  /**
   * Each character as it is, as in an address ({@code %2D}) or as in JSON (a backslash and u002d).
   */
  private static Pattern spelled(String secret) {
    return Pattern.compile(
        secret
            .chars()
            .mapToObj(c -> "(?:\\x%1$02x|%%(?:25)?(?i:%1$02x)|\\\\u00(?i:%1$02x))".formatted(c))
            .collect(Collectors.joining()));
  }

  /**
   * A successful answer without the key. A key shorter than {@value #SHORTEST_SECRET} characters is
   * a stand-in such as {@code EMPTY} or {@code none}, as servers on one's own machine take: an
   * answer may hold it as a word of code, which stays.
   */
  String removedFromAnswer(String text) {
    return secret.length() < SHORTEST_SECRET ? text : removedFrom(text);
  }

  @Override
  public String toString() {
    return secret.isEmpty() ? "no key" : "a key";
  }
}
