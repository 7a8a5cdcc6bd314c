package org.ilf4j.model.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/**
 * How to speak with a server.
 *
 * @param address what the paths {@code /completions} and {@code /chat/completions} follow, such as
 *     {@code http://localhost:8000/v1}
 * @param model the model's name there
 * @param chat whether to ask for chat completions
 * @param timeout the longest wait for one answer (our choice: 2 minutes)
 * @param tries how often one request is sent before it counts as failed (our choice: 6)
 * @param pause before the second try; doubles with each further one (our choice: 1 second)
 * @param requestsPerSecond at most (our choice: 5)
 * @param parallel requests under way at once (our choice: 4)
 */
public record ServerSettings(
    URI address,
    String model,
    boolean chat,
    Duration timeout,
    int tries,
    Duration pause,
    double requestsPerSecond,
    int parallel) {

  /** Checks the ranges. */
  public ServerSettings {
    if (address.getHost() == null || !String.valueOf(address.getScheme()).startsWith("http")) {
      throw new IllegalArgumentException(
          "\"%s\" is no server's address; give one such as http://localhost:8000/v1."
              .formatted(address));
    }
    if (address.getRawUserInfo() != null || address.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "The server's address holds a password or a query, and addresses are shown; leave it out and give the key by keyFrom or key.");
    }
    if (tries < 1 || parallel < 1 || !(requestsPerSecond > 0)) {
      throw new IllegalArgumentException(
          "tries is %d, parallel %d, requestsPerSecond %s; all must be above 0."
              .formatted(tries, parallel, requestsPerSecond));
    }
  }

  static ServerSettings of(String address, String model, boolean chat) {
    URI trimmed;
    try {
      trimmed = new URI(address.strip().replaceAll("/+$", ""));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "\"%s\" is no server's address; give one such as http://localhost:8000/v1."
              .formatted(address),
          e);
    }
    return new ServerSettings(
        trimmed, model, chat, Duration.ofMinutes(2), 6, Duration.ofSeconds(1), 5, 4);
  }

  /** The same with another wait for one answer. */
  public ServerSettings withTimeout(Duration other) {
    return new ServerSettings(
        address, model, chat, other, tries, pause, requestsPerSecond, parallel);
  }

  /** The same with other tries and another first pause between them. */
  public ServerSettings withTries(int other, Duration firstPause) {
    return new ServerSettings(
        address, model, chat, timeout, other, firstPause, requestsPerSecond, parallel);
  }

  /** The same with other limits on the requests. */
  public ServerSettings withRate(double perSecond, int atOnce) {
    return new ServerSettings(address, model, chat, timeout, tries, pause, perSecond, atOnce);
  }
}
