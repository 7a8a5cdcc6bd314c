package org.ilf4j.model.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.RandomWeights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One cache for both: what Python's huggingface_hub downloads is read here without network, and the
 * other way round. The Hub is one on this machine.
 */
class PythonCacheTest {
  private static final String ID = "someone/tiny";
  private static final String DOWNLOAD =
      "from huggingface_hub import hf_hub_download as get; import os; print(os.path.dirname([get('"
          + ID
          + "', f) for f in ('config.json', 'tokenizer.json', 'model.safetensors')][-1]))";
  private static final String LOOK_UP =
      "from huggingface_hub import snapshot_download; print(snapshot_download('"
          + ID
          + "', local_files_only=True))";

  @TempDir Path home;

  private final Checkpoint checkpoint = RandomWeights.of(RandomWeights.tiny(), 7);
  private FakeHub server;

  @BeforeEach
  void startServer() throws IOException {
    Path folder = home.resolve("made");
    checkpoint.save(folder);
    Files.writeString(folder.resolve("tokenizer.json"), "{}");
    server = FakeHub.serving(folder);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void whatPythonDownloadedIsReadWithoutNetwork() throws Exception {
    if (skipped()) {
      return;
    }
    Path there = python(DOWNLOAD);
    assertThat(Files.isSymbolicLink(there.resolve("model.safetensors")))
        .as("links into blobs, as on a user's machine")
        .isTrue();
    server.close();
    Path folder = new Hub(offline()).folder(ID, path -> {});
    assertThat(folder.toRealPath()).isEqualTo(there.toRealPath());
    assertThat(Checkpoint.read(folder).sha256()).isEqualTo(checkpoint.sha256());
  }

  @Test
  void whatWeDownloadedIsReadByPythonWithoutNetwork() throws Exception {
    if (skipped()) {
      return;
    }
    Map<String, String> variables =
        Map.of("HF_HOME", home.resolve("hf").toString(), "HF_ENDPOINT", server.address());
    Path folder = new Hub(HubSettings.of(variables, home)).folder(ID, path -> {});
    server.close();
    assertThat(python(LOOK_UP).toRealPath()).isEqualTo(folder.toRealPath());
  }

  private HubSettings offline() {
    return HubSettings.of(
        Map.of("HF_HOME", home.resolve("hf").toString(), "HF_HUB_OFFLINE", "1"), home);
  }

  private static boolean skipped() {
    boolean without = System.getenv("ILF_PARITY_PYTHON") == null;
    if (without) {
      System.out.println("skipped: a cache shared with huggingface_hub; set ILF_PARITY_PYTHON.");
    }
    return without;
  }

  private Path python(String program) throws IOException, InterruptedException {
    ProcessBuilder python =
        new ProcessBuilder(List.of(System.getenv("ILF_PARITY_PYTHON"), "-c", program));
    python.environment().put("HF_HOME", home.resolve("hf").toString());
    python.environment().put("HF_ENDPOINT", server.address());
    python.environment().put("HF_HUB_DISABLE_XET", "1");
    python.environment().put("HF_HUB_DISABLE_TELEMETRY", "1");
    Path errors = home.resolve("errors.txt");
    Process process = python.redirectError(errors.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return Path.of(output.strip());
  }
}
