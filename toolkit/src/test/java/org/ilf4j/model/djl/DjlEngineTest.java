package org.ilf4j.model.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ilf4j.model.checkpoint.RandomWeights;
import org.ilf4j.model.engine.Prefix;
import org.ilf4j.model.engine.Row;
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
}
