package org.ilf4j.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ilf4j.finetune.TrainingStep;
import org.ilf4j.model.CodeGen;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NanoTrainingTest {
  private final NanoRecipe standard = NanoRecipe.standard();
  private final NanoRecipe trial =
      new NanoRecipe(7, 400, 2, 32, 4, 4, 512, List.of(cutShort(1, 24), cutShort(2, 8)));

  private NanoRecipe.Stage cutShort(int stage, int documents) {
    NanoRecipe.Stage whole = standard.stages().get(stage);
    return new NanoRecipe.Stage(documents, whole.corpus(), whole.training().withWarmupSteps(0));
  }

  @Test
  void aTrialLearnsAndItsSeedRepeatsIt(@TempDir Path folder) {
    List<TrainingStep> steps = new ArrayList<>();
    CodeGen first = NanoTraining.train(trial, folder.resolve("first"), steps::add);
    CodeGen second = NanoTraining.train(trial, folder.resolve("second"), step -> {});
    assertThat(steps).hasSize(4);
    assertThat(steps.get(3).loss()).isLessThan(steps.get(0).loss());
    assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
    CodeGen resumed =
        NanoTraining.train(trial, folder.resolve("first"), step -> fail("trained again"));
    assertThat(resumed.fingerprint()).isEqualTo(first.fingerprint());
  }

  @Test
  void theStandardRecipeFitsTheLayoutAndTenMegabytes() {
    CodeGenConfig config =
        CodeGenConfig.of(
            standard.vocabulary(),
            standard.contextLength(),
            standard.layers(),
            standard.width(),
            standard.heads(),
            standard.rotaryDim(),
            0);
    assertThat(config.heads() % 4).isZero();
    assertThat(config.parameters() * Float.BYTES).isLessThan(10_000_000);
  }
}
