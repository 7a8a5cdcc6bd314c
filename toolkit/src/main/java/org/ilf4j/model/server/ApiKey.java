package org.ilf4j.model.server;

import java.net.http.HttpRequest;

/** A secret that is sent to its server and shown nowhere. */
final class ApiKey {
  static final ApiKey NONE = new ApiKey("");

  private final String secret;

  private ApiKey(String secret) {
    this.secret = secret;
  }

  static ApiKey of(String secret) {
    return new ApiKey(secret == null ? "" : secret.strip());
  }

  void sign(HttpRequest.Builder request) {
    if (!secret.isEmpty()) {
      request.header("Authorization", "Bearer " + secret);
    }
  }

  /** A text without the key, should a server repeat it. */
  String removedFrom(String text) {
    return secret.isEmpty() ? text : text.replace(secret, "(key)");
  }

  @Override
  public String toString() {
    return secret.isEmpty() ? "no key" : "a key";
  }
}
