package org.ilf4j.model.server;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** An answer's text, given up where it grows too large: a completion is a few kilobytes. */
final class LimitedText implements BodySubscriber<String> {
  /** Our choice: a thousand times the longest completion. */
  static final int LIMIT = 16_000_000;

  /** The answer goes on beyond the limit. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final BodySubscriber<String> text = BodySubscribers.ofString(StandardCharsets.UTF_8);
  private Subscription subscription;
  private long arrived;

  @Override
  public CompletionStage<String> getBody() {
    return text.getBody();
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    text.onSubscribe(given);
  }

  @Override
  public void onNext(List<ByteBuffer> part) {
    arrived += part.stream().mapToLong(ByteBuffer::remaining).sum();
    if (arrived <= LIMIT) {
      text.onNext(part);
    } else {
      subscription.cancel();
      text.onError(new TooLargeException());
    }
  }

  @Override
  public void onError(Throwable failure) {
    text.onError(failure);
  }

  @Override
  public void onComplete() {
    text.onComplete();
  }
}
