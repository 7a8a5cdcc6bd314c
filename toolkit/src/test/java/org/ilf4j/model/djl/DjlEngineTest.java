package org.ilf4j.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.RandomWeights;
import org.ilf4j.model.engine.Precision;
import org.ilf4j.model.engine.Prefix;
import org.ilf4j.model.engine.Row;
import org.ilf4j.model.naive.NaiveEngine;
import org.junit.jupiter.api.Test;

class DjlEngineTest {
  @Test
  void promptsAndStepsLeaveNothingBehind() {
    try (DjlEngine engine = new DjlEngine(RandomWeights.of(RandomWeights.tiny(), 7))) {
      int weights = engine.livingArrays();
      assertThat(weights).isPositive();
      float[] logits = new float[2 * engine.config().vocabSize()];
      for (int round = 0; round < 3; round++) {
        try (Prefix prefix = engine.prefill(new int[] {1, 2, 3}, logits)) {
          try (Row row = engine.open(prefix, 8);
              Row other = engine.open(prefix, 8)) {
            for (int step = 0; step < 8; step++) {
              engine.step(List.of(row, other), new int[] {4, 5}, logits);
            }
          }
          engine.logits(new int[] {1, 2, 3});
        }
        assertThat(engine.livingArrays()).isEqualTo(weights);
      }
    }
  }

  /** The path that a GPU takes, on the CPU: the same code, another device. */
  @Test
  void halvesStayNearTheControl() {
    Checkpoint checkpoint = RandomWeights.of(RandomWeights.tiny(), 7);
    int[] text = {1, 2, 3, 250, 7, 9};
    float[][] expected = new NaiveEngine(checkpoint).logits(text);
    try (DjlEngine engine = new DjlEngine(checkpoint, Precision.FLOAT16)) {
      assertThat(engine.name()).contains("float16");
      float[][] found = engine.logits(text);
      float[] stepped = new float[engine.config().vocabSize()];
      try (Prefix prefix = engine.prefill(Arrays.copyOf(text, 5), stepped);
          Row row = engine.open(prefix, 1)) {
        engine.step(List.of(row), new int[] {text[5]}, stepped);
      }
      assertThat(stepped).containsExactly(expected[5], within(2e-2f));
      assertThat(found[5]).containsExactly(expected[5], within(2e-2f));
      assertThat(found[5]).as("rounded to 16 bits").isNotEqualTo(expected[5]);
    }
  }

  @Test
  void refusesWhatDjlCannotCompute() {
    for (Precision precision : List.of(Precision.BFLOAT16, Precision.INT8)) {
      assertThatThrownBy(() -> new DjlEngine(RandomWeights.of(RandomWeights.tiny(), 7), precision))
          .hasMessageContaining("DJL does not compute in " + precision);
    }
  }
}
