package org.ilf4j.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ilf4j.Ilf;
import org.ilf4j.IlfRound;
import org.ilf4j.RoundOptions;
import org.ilf4j.RoundResult;
import org.ilf4j.RunDirectory;
import org.ilf4j.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole method with a fake model, a fake trainer and the real judge. */
class IlfRoundTest {
  private static final int KILLS = 4;

  @TempDir private Path folder;

  @Test
  void everyArmIsScoredAndTheRunDescribesItself() {
    RoundResult result = ToyRound.run(folder, 0);
    assertThat(result.board().names())
        .containsExactly(
            "zero-shot", "ILF", "gold programs", "annotator's refinements", "unrelated feedback");
    assertThat(result.board().compare("ILF", "zero-shot", 1).difference().value()).isPositive();
    assertThat(result.funnel().counts())
        .containsKeys("Train tasks", "failing", "with feedback", "with a passing refinement");
    assertThat(result.efficiency().arms()).containsExactly("ILF", "gold programs");
    assertThat(result.table().rowCount()).isEqualTo(5);
    assertThat(folder.resolve("figures/pass-at-1.svg")).exists();
    assertThat(folder.resolve("figures/sample-efficiency.png")).exists();
    RunDirectory run = Ilf.open(folder);
    assertThat(run.manifest().orElseThrow().settings()).containsKeys("tasks", "options.seed");
    assertThat(run.stages()).extracting(Stage::name).contains("samples", "pi-refine", "finished");
    assertThat(run.feedback().feedback().list()).allMatch(f -> f.simulated());
    assertThat(run.records()).containsEntry("samples.jsonl", 20L * 4);
    assertThat(run.toString()).contains("options.seed: 3").contains("samples.jsonl: 80 lines");
  }

  @Test
  void aFinishedRunIsTakenAsItIsAndOtherSettingsAreRefused() throws IOException {
    String first = ToyRound.run(folder, 0).toString();
    List<String> stages = Files.readAllLines(folder.resolve("stages.jsonl"));
    byte[] samples = Files.readAllBytes(folder.resolve("samples.jsonl"));
    assertThat(ToyRound.run(folder, 0).toString()).isEqualTo(first);
    assertThat(Files.readAllLines(folder.resolve("stages.jsonl"))).isEqualTo(stages);
    assertThat(Files.readAllBytes(folder.resolve("samples.jsonl"))).isEqualTo(samples);
    assertThatThrownBy(
            () -> ToyRound.run(folder, 0, RoundOptions.PAPER.withPerTask(5, 4, 10).withCurve(3, 6)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other settings: options.samples is")
        .hasMessageContaining("choose another folder");
  }

  @Test
  void aRoundKilledAtRandomPointsEndsAsAnUnbrokenOne() throws Exception {
    String unbroken = ToyRound.run(folder.resolve("unbroken"), 0).toString();
    Path killed = folder.resolve("killed");
    long seed = System.nanoTime();
    System.out.println("seed of the kills: " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < KILLS; i++) {
      Process child = ChildJvm.start(ToyRound.class, killed.toString(), "3000000");
      long wait = 700 + random.nextInt(1500);
      boolean ended = child.waitFor(wait, TimeUnit.MILLISECONDS);
      child.destroyForcibly().waitFor();
      assertThat(ended && child.exitValue() != 0).as("the child failed by itself").isFalse();
    }
    assertThat(ToyRound.run(killed, 0).toString().replace("killed", "unbroken"))
        .isEqualTo(unbroken);
  }

  @Test
  void aSpoiltManifestIsToldInOneSentenceAndKept() throws IOException {
    Path manifest = Files.writeString(folder.resolve("manifest.json"), "{\"settings\": ");
    assertThatThrownBy(() -> ToyRound.run(folder, 0))
        .hasMessageContaining("manifest.json is no manifest")
        .hasMessageContaining("restore it or choose another folder")
        .hasMessageNotContaining("\n");
    assertThat(manifest).hasContent("{\"settings\": ");
  }

  @Test
  void aRoundShowsItsSettings() {
    IlfRound round = Ilf.round(new ToyModel(0.5, 0, 0)).into(Path.of("runs", "first"));
    assertThat(round)
        .hasToString(
            "ILF round on toy with no tasks yet: 30 samples, 30 refinements and 30 Test samples per task, seed 0, into "
                + Path.of("runs", "first"));
    assertThat(round.tasks(ToyTasks.of(3, 0, 3)).toString()).contains(" with 6 tasks (");
  }

  @Test
  void missingSplitsAndMissingRunsAreTold() {
    assertThatThrownBy(() -> Ilf.round(new ToyModel(0.5, 0, 0)).run())
        .hasMessageContaining("has no tasks");
    assertThatThrownBy(() -> Ilf.round(new ToyModel(0.5, 0, 0)).tasks(ToyTasks.of(3, 0, 3)).run())
        .hasMessageContaining("Refine (ids 111-310)")
        .hasMessageContaining("there are 0, 3 and 3");
    assertThatThrownBy(() -> Ilf.open(folder.resolve("none"))).hasMessageContaining("no run at");
  }
}
