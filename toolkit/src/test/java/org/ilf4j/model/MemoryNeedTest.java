package org.ilf4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CheckpointException;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.ilf4j.model.checkpoint.SparseFolder;
import org.ilf4j.model.engine.Precision;
import org.ilf4j.progress.ProgressSnapshot;
import org.ilf4j.progress.SeenProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryNeedTest {
  private static final CodeGenConfig SIXTEEN_BILLION =
      CodeGenConfig.of(51200, 2048, 34, 6144, 24, 64, 50256);

  @Test
  void saysWhatAModelNeeds() {
    assertThat(MemoryNeed.of("codegen-16B", SIXTEEN_BILLION, Precision.FLOAT32).toString())
        .isEqualTo("codegen-16B needs 77.0 GB of memory in float32");
  }

  @Test
  void refusesWithNeedLimitAndRemedy() {
    assertThatThrownBy(
            () ->
                MemoryNeed.of("codegen-16B", SIXTEEN_BILLION, Precision.FLOAT32)
                    .requireWithin(6_000_000_000L, "this Java may still use"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("codegen-16B needs 77.0 GB")
        .hasMessageContaining("6.0 GB is what this Java may still use")
        .hasMessageContaining("-Xmx78g");
    MemoryNeed.of("codegen-16B", SIXTEEN_BILLION, Precision.FLOAT32)
        .requireWithin(77_100_000_000L, "");
  }

  /** A checkpoint of twice the heap, mapped as any other, and loaded at the first use. */
  @Test
  void aModelThatDoesNotFitIsRefusedWhenItIsLoaded(@TempDir Path folder) throws IOException {
    long layerBytes = Float.BYTES * 12L * 4096 * 4096;
    int layers = (int) (2 * Runtime.getRuntime().maxMemory() / layerBytes + 1);
    SparseFolder.write(CodeGenConfig.of(300, 64, layers, 4096, 16, 64, 0), folder);
    Checkpoint checkpoint = Checkpoint.read(folder);
    assertThat(checkpoint.rows("lm_head.weight", 299, 1)).containsOnly(0);
    try (CodeGen model = CodeGen.of(checkpoint, new CharacterTokenizer(), "huge")) {
      List<ProgressSnapshot> seen =
          SeenProgress.during(
              () ->
                  assertThatThrownBy(model::engine)
                      .isInstanceOf(CheckpointException.class)
                      .hasMessageContaining("huge needs")
                      .hasMessageContaining("is what this Java may still use"));
      assertThat(seen.get(0).label())
          .matches("huge needs [\\d.]+ GB of memory in float32, loading");
      assertThat(seen.get(seen.size() - 1).done()).as("nothing was loaded").isZero();
    }
  }

  @Test
  void refusesBeforeTheWeightsAreLookedAt(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"model_type": "codegen", "vocab_size": 51200, "n_positions": 2048, "n_embd": 32768,
         "n_layer": 100, "n_head": 64, "rotary_dim": 64}
        """);
    assertThatThrownBy(() -> CodeGen.load(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("GB of memory");
  }
}
