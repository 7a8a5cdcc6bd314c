package org.ilf4j.model.naive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.ilf4j.model.checkpoint.RandomWeights;
import org.ilf4j.model.engine.Engine;
import org.ilf4j.model.engine.Prefix;
import org.ilf4j.model.engine.Row;
import org.junit.jupiter.api.Test;

class NaiveEngineTest {
  private final Engine engine = new NaiveEngine(RandomWeights.of(RandomWeights.tiny(), 7));
  private final int vocab = engine.config().vocabSize();

  @Test
  void rowsContinueTheirPromptAsOneText() {
    int[] text = {5, 17, 203, 9, 44, 5};
    float[][] whole = engine.logits(text);
    float[] logits = new float[vocab];
    Prefix prefix = engine.prefill(Arrays.copyOf(text, 4), logits);
    assertThat(logits).isEqualTo(whole[3]);
    Row row = engine.open(prefix, 2);
    Row other = engine.open(prefix, 2);
    float[] both = new float[2 * vocab];
    engine.step(List.of(other, row), new int[] {1, text[4]}, both);
    assertThat(Arrays.copyOfRange(both, vocab, 2 * vocab)).isEqualTo(whole[4]);
    engine.step(List.of(row), new int[] {text[5]}, logits);
    assertThat(logits).isEqualTo(whole[5]);
    assertThat(row.length()).isEqualTo(2);
    assertThat(prefix.length()).isEqualTo(4);
  }
}
