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
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.ilf4j.model.http.RetryAfter;

/** Sends requests: no faster than allowed, again where it may help, and never without an end. */
final class ServerClient {
  private static final int LONGEST_PAUSE_SECONDS = 60;

  /** Pauses are up to a fifth longer or shorter, so that many clients do not come back at once. */
  private static final double JITTER = 0.2;

  private static final Duration OURS = Duration.ofNanos(-1);
  private static final int HTTP_OK = 200;
  private static final int REDIRECTION = 300;
  private static final int REFUSAL = 400;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY = 429;
  private static final Set<Integer> TRY_AGAIN = Set.of(408, 425, TOO_MANY);
  private static final int SERVER_FAILURE = 500;

  /** The server asks to try again later. */
  private static final class BusyException extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final long askedSeconds;

    BusyException(int status, String said, long askedSeconds) {
      super("status " + status + ": " + said);
      this.status = status;
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
          "%s gave no completion in %d %s (%s); %s."
              .formatted(
                  settings.address(),
                  settings.tries(),
                  settings.tries() == 1 ? "try" : "tries",
                  key.removedFrom(reason(e.getCause())),
                  remedy(e.getCause())));
    }
  }

  private String remedy(Throwable failure) {
    if (failure instanceof HttpTimeoutException) {
      return "check that it runs, or raise the timeout of %d s by settings().withTimeout"
          .formatted(settings.timeout().toSeconds());
    }
    if (!(failure instanceof BusyException busy)) {
      return "check the address and that the server runs";
    }
    if (busy.askedSeconds > LONGEST_PAUSE_SECONDS) {
      return "it asks to wait %,d s, and we wait %d s between tries at most: run again after that time"
          .formatted(busy.askedSeconds, LONGEST_PAUSE_SECONDS);
    }
    return busy.status == TOO_MANY
        ? "ask more slowly than %s requests a second, %d at once, by settings().withRate, or more often by settings().withTries"
            .formatted(settings.requestsPerSecond(), settings.parallel())
        : "look into the server's log, or try more often by settings().withTries";
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
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(settings.address() + path()))
            .timeout(settings.timeout())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    key.sign(request);
    HttpResponse<String> answer = send(request.build());
    int status = answer.statusCode();
    if (status == HTTP_OK) {
      return key.removedFromAnswer(answer.body());
    }
    String said = key.removedFrom(ServerMessages.error(key.removedFrom(answer.body())));
    if (TRY_AGAIN.contains(status) || status >= SERVER_FAILURE) {
      String asked = answer.headers().firstValue("Retry-After").orElse(null);
      throw new BusyException(status, said, RetryAfter.seconds(asked, Instant.now()));
    }
    if (status >= REDIRECTION && status < REFUSAL) {
      throw new ServerException(redirection(answer));
    }
    throw new ServerException(refusal(status, said));
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    try {
      return http.send(request, head -> new LimitedText());
    } catch (IOException e) {
      if (e.getCause() instanceof LimitedText.TooLargeException) {
        throw new ServerException(
            "%s answered with more than %,d bytes, the limit for one completion; check that the address is that of an OpenAI-compatible server."
                .formatted(settings.address(), LimitedText.LIMIT));
      }
      throw e;
    }
  }

  /** No redirection is followed: it could take the key to another machine. */
  private String redirection(HttpResponse<String> answer) {
    String to = key.removedFrom(answer.headers().firstValue("Location").orElse(""));
    String base = to.endsWith(path()) ? to.substring(0, to.length() - path().length()) : to;
    return to.isEmpty()
        ? "%s redirects without saying where (status %d); check the address."
            .formatted(settings.address(), answer.statusCode())
        : "%s redirects to %s (status %d), and no redirection is followed; if you trust it, give the address %s."
            .formatted(settings.address(), to, answer.statusCode(), base);
  }

  private String path() {
    return settings.chat() ? "/chat/completions" : "/completions";
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
    if (status == NOT_FOUND && !settings.address().getPath().matches(".*/v\\d+\\w*(/.*)?")) {
      return "%1$s knows no %2$s (status %3$d: %4$s); most addresses end in /v1: try %1$s/v1."
          .formatted(settings.address(), path(), status, said);
    }
    String remedy = status == NOT_FOUND ? "; check the address and that it serves this model" : "";
    return "%s refuses the request for %s (status %d: %s)%s."
        .formatted(settings.address(), settings.model(), status, said, remedy);
  }
}
