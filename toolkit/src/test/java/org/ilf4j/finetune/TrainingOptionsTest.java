package org.ilf4j.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TrainingOptionsTest {
  @Test
  void theLearningRateFallsLinearlyFromTheFirstStep() {
    TrainingOptions paper = TrainingOptions.PAPER.withLearningRate(8e-6);
    assertThat(paper.learningRate(0, 4)).isEqualTo(8e-6);
    assertThat(paper.learningRate(1, 4)).isEqualTo(6e-6);
    assertThat(paper.learningRate(3, 4)).isEqualTo(2e-6);
  }

  @Test
  void warmUpRisesFirst() {
    TrainingOptions warm = TrainingOptions.PAPER.withLearningRate(1e-3).withWarmupSteps(2);
    assertThat(warm.learningRate(0, 6)).isEqualTo(5e-4);
    assertThat(warm.learningRate(1, 6)).isEqualTo(1e-3);
    assertThat(warm.learningRate(2, 6)).isEqualTo(1e-3);
    assertThat(warm.learningRate(4, 6)).isEqualTo(5e-4);
  }

  @Test
  void aValueOutOfRangeIsNamed() {
    assertThatThrownBy(() -> TrainingOptions.PAPER.withEpochs(0))
        .hasMessage("epochs is 0; choose a value 1 or more.");
    assertThatThrownBy(() -> TrainingOptions.PAPER.withLearningRate(Double.NaN))
        .hasMessageContaining("learningRate is NaN");
  }
}
