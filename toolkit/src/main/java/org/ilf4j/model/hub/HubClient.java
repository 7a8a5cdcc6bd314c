package org.ilf4j.model.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.ilf4j.model.http.RetryAfter;

/**
 * Requests to the Hub. The token goes to the Hub alone, never to the storage it redirects to. (The
 * older client of the JDK: it alone notices a transfer that stalls in the middle.)
 */
final class HubClient {
  private static final int MOST_REDIRECTS = 5;
  private static final int LONGEST_ASKED_PAUSE = 60;

  /** A transfer that may succeed when tried again. */
  static final class BrokenTransfer extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenTransfer(String message) {
      super(message);
    }
  }

  private final HubSettings settings;

  HubClient(HubSettings settings) {
    this.settings = settings;
  }

  /** The body of a small answer. */
  String text(String id, String path) throws IOException {
    try (InputStream in = get(id, path, 0).getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * A file from a byte on.
   *
   * @return an answer with status 200 and the whole file, or 206 and the rest
   */
  HttpURLConnection get(String id, String path, long from) throws IOException {
    URI place = URI.create(settings.endpoint() + path);
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      HttpURLConnection answer = send(place, from);
      int status = answer.getResponseCode();
      if (status == HttpURLConnection.HTTP_OK || status == HttpURLConnection.HTTP_PARTIAL) {
        return answer;
      }
      answer.disconnect();
      String next = answer.getHeaderField("Location");
      if (status / 100 != 3 || next == null) {
        throw refused(id, answer);
      }
      place = place.resolve(next);
    }
    throw new HubException(settings.endpoint() + " redirects " + id + " in a circle.");
  }

  private HttpURLConnection send(URI place, long from) throws IOException {
    HttpURLConnection request = (HttpURLConnection) place.toURL().openConnection();
    request.setInstanceFollowRedirects(false);
    request.setConnectTimeout((int) Duration.ofSeconds(20).toMillis());
    request.setReadTimeout((int) settings.longestSilence().toMillis());
    if (from > 0) {
      request.setRequestProperty("Range", "bytes=" + from + "-");
    }
    if (sameHost(place)) {
      settings
          .token()
          .ifPresent(token -> request.setRequestProperty("Authorization", "Bearer " + token));
    }
    try {
      request.connect();
      return request;
    } catch (ConnectException | NoRouteToHostException | UnknownHostException e) {
      throw new HubException(
          "Cannot reach %s; connect to the network, set HF_ENDPOINT to a mirror, or load the folder of a checkpoint that you have."
              .formatted(settings.endpoint()),
          e);
    }
  }

  private boolean sameHost(URI place) {
    URI hub = settings.endpoint();
    return hub.getHost().equals(place.getHost())
        && hub.getPort() == place.getPort()
        && hub.getScheme().equals(place.getScheme());
  }

  private IOException refused(String id, HttpURLConnection answer) throws IOException {
    int status = answer.getResponseCode();
    switch (status) {
      case 401, 403 ->
          throw new HubException(
              "The Hub does not give %s to %s (status %d); check the name, and set HF_TOKEN to a key that may read it."
                  .formatted(
                      id, settings.token().isPresent() ? "this token" : "the public", status));
      case 404 ->
          throw new HubException(
              "The Hub has no model %s; CodeGen's names are Salesforce/codegen-350M-mono, -2B-, -6B-, -16B- (mono, multi, nl) and Salesforce/codegen2-1B, -3_7B, -7B, -16B."
                  .formatted(id));
      default -> {
        pauseAsAsked(answer);
        return new BrokenTransfer(settings.endpoint() + " answered with status " + status);
      }
    }
  }

  /** A server that is asked too often says how long it wants to be left alone. */
  private static void pauseAsAsked(HttpURLConnection answer) {
    try {
      long seconds = RetryAfter.seconds(answer.getHeaderField("Retry-After"), Instant.now());
      TimeUnit.SECONDS.sleep(Math.min(seconds, LONGEST_ASKED_PAUSE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
