package org.ilf4j.model.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.NumberType;
import org.ilf4j.model.checkpoint.RandomWeights;
import org.ilf4j.model.checkpoint.SafetensorsWriter;
import org.ilf4j.progress.ProgressSnapshot;
import org.ilf4j.progress.SeenProgress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a Hub on this machine that redirects, falls silent, damages and refuses. */
@Timeout(60)
class HubTest {
  private static final String ID = "someone/tiny";

  @TempDir Path home;

  private final Checkpoint checkpoint = RandomWeights.of(RandomWeights.tiny(), 7);
  private FakeHub server;

  @BeforeEach
  void startServer() throws IOException {
    Path folder = home.resolve("made");
    checkpoint.save(folder);
    Files.writeString(folder.resolve("tokenizer.json"), "{}");
    Files.writeString(folder.resolve("README.md"), "not needed");
    server = FakeHub.serving(folder);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private Hub hub(String... more) {
    Map<String, String> variables = new HashMap<>();
    variables.put("HF_HOME", home.resolve("hf").toString());
    variables.put("HF_ENDPOINT", server.address());
    for (int i = 0; i < more.length; i += 2) {
      variables.put(more[i], more[i + 1]);
    }
    HubSettings settings = HubSettings.of(variables, home);
    return new Hub(settings.withPatience(Duration.ofMillis(1), Duration.ofMillis(500)));
  }

  @Test
  void downloadsIntoTheHubsOwnLayoutAndReadsItFromThereAfterwards() throws IOException {
    Path folder = hub().folder(ID, path -> {});
    assertThat(Checkpoint.read(folder).sha256()).isEqualTo(checkpoint.sha256());
    Path model = home.resolve("hf/hub/models--someone--tiny");
    assertThat(folder).isEqualTo(model.resolve("snapshots").resolve(FakeHub.REVISION));
    assertThat(model.resolve("refs/main")).hasContent(FakeHub.REVISION);
    assertThat(folder.resolve("README.md")).doesNotExist();
    server.close();
    assertThat(hub("HF_HUB_OFFLINE", "1").folder(ID, path -> {})).isEqualTo(folder);
  }

  @Test
  void fetchesEveryPartAndTheirIndex() throws IOException {
    Path parts = Files.createDirectories(home.resolve("parts"));
    Files.copy(home.resolve("made/config.json"), parts.resolve("config.json"));
    Files.copy(home.resolve("made/tokenizer.json"), parts.resolve("tokenizer.json"));
    List<String> names = List.copyOf(checkpoint.names());
    String one = "model-00001-of-00002.safetensors";
    String two = "model-00002-of-00002.safetensors";
    SafetensorsWriter.write(checkpoint, names.subList(0, 5), NumberType.F32, parts.resolve(one));
    SafetensorsWriter.write(
        checkpoint, names.subList(5, names.size()), NumberType.F32, parts.resolve(two));
    Files.writeString(
        parts.resolve("model.safetensors.index.json"),
        "{\"weight_map\": {\"a\": \"%s\", \"b\": \"%s\"}}".formatted(one, two));
    Files.writeString(parts.resolve("pytorch_model.bin.index.json"), "{}"); // the other form
    server.close();
    server = FakeHub.serving(parts);
    Path folder = hub().folder(ID, path -> {});
    assertThat(Checkpoint.read(folder).sha256()).isEqualTo(checkpoint.sha256());
    assertThat(folder.resolve("pytorch_model.bin.index.json")).doesNotExist();
    Files.delete(folder.resolve(two));
    assertThatThrownBy(() -> hub("HF_HUB_OFFLINE", "1").folder(ID, path -> {}))
        .as("a cache that lacks a part is not complete")
        .hasMessageContaining("HF_HUB_OFFLINE");
    assertThat(hub().folder(ID, path -> {}).resolve(two)).exists();
  }

  @Test
  void goesOnWhereATransferWasCutOff() {
    server.cuts = 3;
    Path folder = hub().folder(ID, path -> {});
    assertThat(Checkpoint.read(folder).sha256()).isEqualTo(checkpoint.sha256());
    assertThat(server.requests)
        .anyMatch(request -> request.contains("model.safetensors bytes=1000-"))
        .anyMatch(request -> request.contains("model.safetensors bytes=3000-"));
  }

  @Test
  void aLaterCallGoesOnToo() {
    server.cuts = 100;
    assertThatThrownBy(() -> hub().folder(ID, path -> {}))
        .hasMessageContaining("run again to go on");
    server.cuts = 0;
    server.requests.clear();
    List<ProgressSnapshot> seen =
        SeenProgress.during(
            () -> assertThat(hub().folder(ID, path -> {}).resolve("model.safetensors")).exists());
    assertThat(server.requests).anyMatch(request -> request.contains("bytes=6000-"));
    ProgressSnapshot last = seen.get(seen.size() - 1);
    assertThat(last.label()).isEqualTo("downloading " + ID);
    assertThat(last.unit()).isEqualTo("bytes");
    assertThat(last.resumed()).as("bytes that were there").isEqualTo(6000);
    assertThat(last.done()).isEqualTo(last.total()).isGreaterThan(6000);
    assertThat(last.kept()).isEqualTo("what is finished is kept");
  }

  @Test
  void triesAgainAfterAServersFailure() {
    server.failures = 3;
    assertThat(hub().folder(ID, path -> {}).resolve("config.json")).exists();
  }

  @Test
  void waitsUntilTheDateThatTheServerNames() {
    server.failures = 1;
    ZonedDateTime date = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(2);
    server.retryAfter = DateTimeFormatter.RFC_1123_DATE_TIME.format(date);
    assertThat(hub().folder(ID, path -> {}).resolve("config.json")).exists();
    assertThat(Instant.now()).isAfter(date.toInstant().truncatedTo(ChronoUnit.SECONDS));
  }

  @Test
  void refusesDamagedWeightsAndFetchesThemAnew() {
    server.damaged = true;
    assertThatThrownBy(() -> hub().folder(ID, path -> {}))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("model.safetensors of someone/tiny arrived damaged");
    server.damaged = false;
    assertThat(hub().folder(ID, path -> {}).resolve("model.safetensors")).exists();
  }

  @Test
  void refusesBeforeTheWeightsAreFetched() {
    assertThatThrownBy(
            () ->
                hub()
                    .folder(
                        ID,
                        folder -> {
                          assertThat(folder.resolve("config.json")).exists();
                          throw new IllegalArgumentException("too large");
                        }))
        .hasMessage("too large");
    assertThat(server.requests).noneMatch(request -> request.contains("safetensors"));
  }

  @Test
  void givesTheTokenToTheHubAndToNobodyElse() {
    server.secret = true;
    assertThatThrownBy(() -> hub().folder(ID, path -> {})).hasMessageContaining("set HF_TOKEN");
    server.requests.clear();
    hub("HF_TOKEN", "hf_secret").folder(ID, path -> {});
    assertThat(server.requests).anyMatch(request -> request.endsWith("Bearer hf_secret"));
    assertThat(server.requests.stream().filter(request -> request.startsWith("storage")))
        .isNotEmpty()
        .noneMatch(request -> request.contains("hf_secret"));
    assertThat(HubSettings.of(Map.of("HF_TOKEN", "hf_secret"), home).toString())
        .doesNotContain("hf_secret");
  }

  @Test
  void saysWhatToDoWithoutNetworkOrName() {
    assertThatThrownBy(() -> hub().folder("someone/other", path -> {}))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("no model someone/other")
        .hasMessageContaining("Salesforce/codegen-350M-mono");
    assertThatThrownBy(() -> hub("HF_HUB_OFFLINE", "1").folder(ID, path -> {}))
        .hasMessageContaining("HF_HUB_OFFLINE");
    server.close();
    assertThatThrownBy(() -> hub().folder(ID, path -> {}))
        .hasMessageContaining("Cannot reach " + server.address());
  }

  @Test
  void showsWhereItIsAndNoToken() {
    assertThat(hub("HF_TOKEN", "hf_secret").toString())
        .startsWith("Hub " + server.address() + ", cache ")
        .endsWith(", a token")
        .doesNotContain("hf_secret");
  }

  @Test
  void findsTheCacheByTheHubsVariables() {
    assertThat(HubSettings.of(Map.of(), home).cache())
        .isEqualTo(home.resolve(".cache/huggingface/hub"));
    assertThat(HubSettings.of(Map.of("HF_HOME", "/disk/hf"), home).cache())
        .isEqualTo(Path.of("/disk/hf/hub"));
    assertThat(HubSettings.of(Map.of("HF_HUB_CACHE", "/disk/hub"), home).cache())
        .isEqualTo(Path.of("/disk/hub"));
    assertThat(HubSettings.of(Map.of(), home).endpoint()).hasToString("https://huggingface.co");
  }

  @Test
  void saysWhatIsWrongWithAnEndpoint() {
    for (String address :
        List.of("huggingface.co", "https://two words", "ftp://host", "http:///")) {
      assertThatThrownBy(() -> HubSettings.of(Map.of("HF_ENDPOINT", address), home))
          .isInstanceOf(HubException.class)
          .hasMessageContaining("HF_ENDPOINT is \"")
          .hasMessageContaining("https://huggingface.co");
    }
    assertThat(HubSettings.of(Map.of("HF_ENDPOINT", " http://mirror:81/hf/ "), home).endpoint())
        .hasToString("http://mirror:81/hf");
  }
}
