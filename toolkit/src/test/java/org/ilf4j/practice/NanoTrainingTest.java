package org.ilf4j.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ilf4j.finetune.FineTuned;
import org.ilf4j.finetune.TrainingStep;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.junit.jupiter.api.Test;

class NanoTrainingTest {
  private final NanoRecipe standard = NanoRecipe.standard();
  private final NanoRecipe trial =
      new NanoRecipe(
          7, 48, 400, 1, 32, 4, 4, 512, standard.corpus(), standard.training().withWarmupSteps(0));

  @Test
  void aTrialLearnsAndItsSeedRepeatsIt() {
    List<TrainingStep> steps = new ArrayList<>();
    FineTuned first = NanoTraining.train(trial, steps::add);
    FineTuned second = NanoTraining.train(trial, step -> {});
    assertThat(steps).hasSize(3);
    assertThat(steps.get(2).loss()).isLessThan(steps.get(0).loss());
    assertThat(second.model().fingerprint()).isEqualTo(first.model().fingerprint());
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
