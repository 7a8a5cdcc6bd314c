package org.ilf4j.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  private final Checkpoint checkpoint = RandomWeights.of(RandomWeights.tiny(), 7);

  @Test
  void savedFolderReadsBackBitForBit(@TempDir Path folder) {
    checkpoint.save(folder);
    Checkpoint read = Checkpoint.read(folder);
    assertThat(read.config()).isEqualTo(checkpoint.config());
    assertThat(read.names()).containsExactlyElementsOf(checkpoint.names());
    for (String name : read.names()) {
      assertThat(read.floats(name)).isEqualTo(checkpoint.floats(name));
    }
    assertThat(read.sha256()).isEqualTo(checkpoint.sha256());
    assertThat(RandomWeights.of(RandomWeights.tiny(), 8).sha256()).isNotEqualTo(read.sha256());
  }

  @Test
  void copiesAndPartsAreTheCallersOwn(@TempDir Path folder) {
    checkpoint.save(folder);
    String name = "lm_head.weight";
    for (Checkpoint one : java.util.List.of(checkpoint, Checkpoint.read(folder))) {
      float[] whole = one.floats(name).clone();
      assertThat(one.copy(name)).isEqualTo(whole).isNotSameAs(one.floats(name));
      assertThat(one.rows(name, 3, 2))
          .isEqualTo(java.util.Arrays.copyOfRange(whole, 3 * 32, 5 * 32));
    }
  }

  @Test
  void namesTheMissingExtraOrMisshapenTensor() {
    assertThatThrownBy(() -> changed(weights -> weights.remove("lm_head.bias")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("lacks the tensor lm_head.bias");
    assertThatThrownBy(() -> changed(weights -> weights.put("adapter.weight", new float[3])))
        .hasMessageContaining("adapter.weight");
    assertThatThrownBy(() -> changed(weights -> weights.put("lm_head.bias", new float[3])))
        .hasMessageContaining("lm_head.bias with shape [3]")
        .hasMessageContaining("[300]");
  }

  @Test
  void ignoresMaskBuffers() {
    changed(weights -> weights.put("transformer.h.0.attn.causal_mask", new float[1]));
  }

  private void changed(java.util.function.Consumer<Map<String, float[]>> change) {
    Map<String, float[]> weights = new LinkedHashMap<>();
    checkpoint.names().forEach(name -> weights.put(name, checkpoint.floats(name)));
    change.accept(weights);
    Checkpoint.of(checkpoint.config(), weights);
  }

  @Test
  void countsItsParameters() {
    long sum = 0;
    for (String name : checkpoint.names()) {
      sum += checkpoint.floats(name).length;
    }
    assertThat(checkpoint.config().parameters()).isEqualTo(sum);
  }

  @Test
  void widensHalvesExactly() {
    assertThat(NumberType.halfToFloat((short) 0x3c00)).isEqualTo(1f);
    assertThat(NumberType.halfToFloat((short) 0xc000)).isEqualTo(-2f);
    assertThat(NumberType.halfToFloat((short) 0x0001)).isEqualTo(0x1p-24f);
    assertThat(NumberType.halfToFloat((short) 0x7bff)).isEqualTo(65504f);
    assertThat(NumberType.halfToFloat((short) 0x7c00)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(NumberType.halfToFloat((short) 0x7e00)).isNaN();
    assertThat(1 / NumberType.halfToFloat((short) 0x8000)).isEqualTo(Float.NEGATIVE_INFINITY);
  }

  @Test
  void roundsToTheNearestBrainFloatAndTiesToEven() {
    assertThat(NumberType.floatToBrain(1f)).isEqualTo(0x3f80);
    assertThat(brain(0x3f808000)).as("a tie below an even number").isEqualTo(0x3f80);
    assertThat(brain(0x3f818000)).as("a tie below an odd number").isEqualTo(0x3f82);
    assertThat(brain(0x3f808001)).isEqualTo(0x3f81);
    assertThat(brain(0xbf808001)).isEqualTo(0xbf81);
    assertThat(brain(0x7f7fffff)).as("the largest float").isEqualTo(0x7f80);
    assertThat(NumberType.floatToBrain(Float.NEGATIVE_INFINITY)).isEqualTo(0xff80);
    assertThat(Float.intBitsToFloat(brain(0x7fffffff) << 16)).isNaN();
  }

  private static int brain(int bits) {
    return NumberType.floatToBrain(Float.intBitsToFloat(bits));
  }
}
