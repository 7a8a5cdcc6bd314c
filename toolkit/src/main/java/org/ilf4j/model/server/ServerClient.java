package org.ilf4j.model.server;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RateLimiter;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Sends requests: no faster than allowed, again where it may help, and never without an end. */
final class ServerClient {
  private static final int LONGEST_PAUSE_SECONDS = 60;

  /** Pauses are up to a fifth longer or shorter, so that many clients do not come back at once. */
  private static final double JITTER = 0.2;

  private static final Duration OURS = Duration.ofNanos(-1);
  private static final int HTTP_OK = 200;
  private static final Set<Integer> TRY_AGAIN = Set.of(408, 425, 429);
  private static final int SERVER_FAILURE = 500;

  /** The server asks to try again later. */
  private static final class BusyException extends IOException {
    private static final long serialVersionUID = 1L;
    private final long askedSeconds;

    BusyException(String message, long askedSeconds) {
      super(message);
      this.askedSeconds = askedSeconds;
    }
  }

  private final ServerSettings settings;
  private final ApiKey key;
  private final HttpClient http;
  private final FailsafeExecutor<Object> patient;

  ServerClient(ServerSettings settings, ApiKey key) {
    this.settings = settings;
    this.key = key;
    http = HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
    RetryPolicy<Object> retry =
        RetryPolicy.builder()
            .handle(IOException.class)
            .withMaxAttempts(settings.tries())
            .withBackoff(settings.pause(), settings.pause().multipliedBy(64))
            .withJitter(JITTER)
            .withDelayFnOn(context -> asked(context.getLastException()), BusyException.class)
            .build();
    Duration between = Duration.ofNanos((long) (1e9 / settings.requestsPerSecond()));
    RateLimiter<Object> pace =
        RateLimiter.smoothBuilder(between).withMaxWaitTime(Duration.ofDays(1)).build();
    patient = Failsafe.with(retry, pace);
  }

  /**
   * The pause that the server asked for, which no jitter may shorten; a negative one leaves it to
   * the growing pauses.
   */
  private static Duration asked(Throwable failure) {
    long seconds = failure instanceof BusyException busy ? busy.askedSeconds : 0;
    double pause = Math.min(seconds, LONGEST_PAUSE_SECONDS) / (1 - JITTER);
    return seconds > 0 ? Duration.ofMillis((long) Math.ceil(1000 * pause)) : OURS;
  }

  /** The answer's body. */
  String post(String body) throws InterruptedException {
    try {
      return patient.get(() -> once(body));
    } catch (FailsafeException e) {
      if (e.getCause() instanceof InterruptedException stopped) {
        throw stopped;
      }
      throw new ServerException(
          "%s gave no completion in %d tries (%s); check that it runs, or raise the timeout of %d s."
              .formatted(
                  settings.address(),
                  settings.tries(),
                  key.removedFrom(reason(e.getCause())),
                  settings.timeout().toSeconds()));
    }
  }

  /** The JDK's client gives a failed connection no message. */
  private static String reason(Throwable failure) {
    if (failure.getMessage() != null) {
      return failure.getMessage();
    }
    boolean unknown =
        failure.getCause() instanceof ConnectException inner
            && inner.getCause() instanceof UnresolvedAddressException;
    return unknown ? "no machine has this name" : "nothing answers at this address";
  }

  private String once(String body) throws IOException, InterruptedException {
    String path = settings.chat() ? "/chat/completions" : "/completions";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(settings.address() + path))
            .timeout(settings.timeout())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    key.sign(request);
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    int status = answer.statusCode();
    if (status == HTTP_OK) {
      return key.removedFromAnswer(answer.body());
    }
    String said = key.removedFrom(ServerMessages.error(answer.body()));
    if (TRY_AGAIN.contains(status) || status >= SERVER_FAILURE) {
      String asked = answer.headers().firstValue("Retry-After").orElse("");
      throw new BusyException(
          "status " + status + ": " + said, RetryAfter.seconds(asked, Instant.now()));
    }
    throw new ServerException(refusal(status, said));
  }

  private String refusal(int status, String said) {
    if (status == 401 && key == ApiKey.NONE) {
      return "%s asks for a key (status %d: %s); give it by keyFrom or key."
          .formatted(settings.address(), status, said);
    }
    if (status == 401 || status == 403) {
      return "%s refuses %s (status %d: %s); set the right key."
          .formatted(settings.address(), key, status, said);
    }
    return "%s refuses the request for %s (status %d: %s)."
        .formatted(settings.address(), settings.model(), status, said);
  }
}
