package org.ilf4j.model.hub;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the Hub and its cache are, by the variables that huggingface_hub reads.
 *
 * @param endpoint the Hub ({@code HF_ENDPOINT}, https://huggingface.co)
 * @param cache the folder of {@code models--ORG--NAME} ({@code HF_HUB_CACHE}, or {@code hub} in
 *     {@code HF_HOME}, ~/.cache/huggingface)
 * @param token a user's key ({@code HF_TOKEN}, or the one that {@code hf auth login} stored); never
 *     shown
 * @param offline whether the network is not to be used ({@code HF_HUB_OFFLINE})
 * @param patience the first pause before a broken transfer is taken up again; each pause doubles
 * @param longestSilence how long a transfer may bring nothing before it counts as broken
 */
public record HubSettings(
    URI endpoint,
    Path cache,
    Optional<String> token,
    boolean offline,
    Duration patience,
    Duration longestSilence) {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

  /** The settings of this process. */
  public static HubSettings ofThisMachine() {
    return of(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /** The settings under other variables, such as in a test. */
  public static HubSettings of(Map<String, String> variables, Path userHome) {
    Path caches =
        first(variables, "XDG_CACHE_HOME").map(Path::of).orElse(userHome.resolve(".cache"));
    Path home = first(variables, "HF_HOME").map(Path::of).orElse(caches.resolve("huggingface"));
    Path cache =
        first(variables, "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE")
            .map(Path::of)
            .orElse(home.resolve("hub"));
    String endpoint = first(variables, "HF_ENDPOINT").orElse("https://huggingface.co");
    boolean offline =
        first(variables, "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
            .filter(value -> List.of("1", "TRUE", "YES", "ON").contains(value.toUpperCase()))
            .isPresent();
    Optional<String> token =
        first(variables, "HF_TOKEN").or(() -> storedToken(home.resolve("token")));
    return new HubSettings(
        endpoint(endpoint.strip().replaceAll("/+$", "")),
        cache,
        token,
        offline,
        FIRST_PAUSE,
        LONGEST_SILENCE);
  }

  private static URI endpoint(String address) {
    try {
      URI uri = new URI(address);
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw new HubException(
        "HF_ENDPOINT is \"%s\", which is no web address; unset it or give one such as https://huggingface.co."
            .formatted(address));
  }

  private static Optional<String> first(Map<String, String> variables, String... names) {
    return Stream.of(names)
        .map(variables::get)
        .filter(Objects::nonNull)
        .filter(value -> !value.isBlank())
        .findFirst();
  }

  private static Optional<String> storedToken(Path file) {
    try {
      return Optional.of(Files.readString(file).strip()).filter(token -> !token.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The same settings with another first pause and longest silence. */
  public HubSettings withPatience(Duration pause, Duration silence) {
    return new HubSettings(endpoint, cache, token, offline, pause, silence);
  }

  @Override
  public String toString() {
    return "Hub %s, cache %s, %s token%s"
        .formatted(endpoint, cache, token.isPresent() ? "a" : "no", offline ? ", offline" : "");
  }
}
