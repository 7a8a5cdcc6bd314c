package org.ilf4j.model.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.ilf4j.model.checkpoint.RandomWeights;
import org.ilf4j.model.engine.Engine;
import org.ilf4j.model.engine.Precision;
import org.ilf4j.model.engine.Prefix;
import org.ilf4j.model.engine.Row;
import org.ilf4j.model.naive.NaiveEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VectorEngineTest {
  /** Odd sizes: widths, heads, rotary dimensions and vocabularies that fill no vector, mp 4, 8. */
  static Stream<CodeGenConfig> shapes() {
    return Stream.of(
        CodeGenConfig.of(300, 64, 2, 32, 4, 4, 0),
        CodeGenConfig.of(77, 150, 3, 40, 4, 6, 0),
        CodeGenConfig.of(513, 300, 2, 96, 4, 24, 0),
        new CodeGenConfig(129, 200, 2, 48, 8, 2, 8, 100, 0, 0, 1e-5f),
        CodeGenConfig.of(64, 512, 1, 192, 4, 32, 0));
  }

  private static int[] text(CodeGenConfig config, int length, long seed) {
    return new Random(seed).ints(length, 0, config.vocabSize()).toArray();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void logitsAreNearTheControls(CodeGenConfig config) {
    Checkpoint checkpoint = RandomWeights.of(config, 3);
    int[] text = text(config, config.contextLength(), 1);
    float[][] expected = new NaiveEngine(checkpoint).logits(text);
    for (int threads = 1; threads <= 3; threads++) {
      try (Engine engine = new VectorEngine(checkpoint, threads)) {
        float[][] found = engine.logits(text);
        for (int i = 0; i < text.length; i++) {
          assertThat(found[i]).containsExactly(expected[i], within(2e-5f));
        }
      }
    }
  }

  static Stream<Arguments> shapesAndPrecisions() {
    return shapes()
        .flatMap(
            shape ->
                Stream.of(Precision.FLOAT32, Precision.BFLOAT16, Precision.INT8)
                    .map(precision -> Arguments.of(shape, precision)));
  }

  /** The engine computes in float32 with the weights as the precision keeps them. */
  @ParameterizedTest
  @MethodSource("shapesAndPrecisions")
  void logitsAreNearTheControlsOnTheWeightsAsTheyAreKept(
      CodeGenConfig config, Precision precision) {
    Checkpoint checkpoint = RandomWeights.of(config, 3);
    int[] text = text(config, 40, 1);
    float[][] expected = new NaiveEngine(RoundedWeights.of(checkpoint, precision)).logits(text);
    try (Engine engine = new VectorEngine(checkpoint, precision, 2)) {
      assertThat(engine.name()).contains(precision.toString());
      float[][] found = engine.logits(text);
      for (int i = 0; i < text.length; i++) {
        assertThat(found[i]).containsExactly(expected[i], within(2e-5f));
      }
    }
  }

  @Test
  void itemsAreSharedAmongTheThreadsOfTheLastPass() {
    CodeGenConfig config = CodeGenConfig.of(300, 64, 2, 96, 4, 4, 0);
    try (Engine engine = new VectorEngine(RandomWeights.of(config, 3), 3)) {
      Set<Thread> before = ConcurrentHashMap.newKeySet();
      engine.share(7, (from, to) -> before.add(Thread.currentThread()));
      assertThat(before).containsExactly(Thread.currentThread());

      engine.logits(text(config, 40, 1));
      AtomicIntegerArray visits = new AtomicIntegerArray(7);
      Set<Thread> threads = ConcurrentHashMap.newKeySet();
      engine.share(
          7,
          (from, to) -> {
            threads.add(Thread.currentThread());
            IntStream.range(from, to).forEach(visits::incrementAndGet);
          });
      assertThat(visits).hasToString("[1, 1, 1, 1, 1, 1, 1]");
      assertThat(threads).hasSize(3);
    }
  }

  /** One text's logits by the whole text at once: what any other way must give, bit for bit. */
  @ParameterizedTest
  @MethodSource("shapesAndPrecisions")
  void promptRowsThreadsAndCompanyDoNotChangeABit(CodeGenConfig config, Precision precision) {
    Checkpoint checkpoint = RandomWeights.of(config, 3);
    int length = Math.min(150, config.contextLength());
    int[] text = text(config, length, 2);
    float[][] expected;
    try (Engine engine = new VectorEngine(checkpoint, precision, 1)) {
      expected = engine.logits(text);
    }
    for (int threads = 1; threads <= 3; threads++) {
      try (Engine engine = new VectorEngine(checkpoint, precision, threads)) {
        assertThat(engine.logits(text)).isDeepEqualTo(expected);
        for (int company : new int[] {0, 6, 29}) {
          assertThat(Company.logits(engine, text, length / 3, company))
              .isDeepEqualTo(Arrays.copyOfRange(expected, length / 3 - 1, length));
        }
      }
    }
  }

  @Test
  void anotherTextDiffers() {
    CodeGenConfig config = RandomWeights.tiny();
    try (Engine engine = new VectorEngine(RandomWeights.of(config, 3), 1)) {
      int[] text = text(config, 20, 2);
      float[] last = engine.logits(text)[19];
      text[0]++;
      assertThat(engine.logits(text)[19]).isNotEqualTo(last);
    }
  }

  @Test
  void refusesHalvesWhichAreForGpus() {
    assertThatThrownBy(
            () -> new VectorEngine(RandomWeights.of(RandomWeights.tiny(), 3), Precision.FLOAT16))
        .hasMessageContaining("float16 runs on a GPU only; choose Precision.FLOAT32");
  }

  @Test
  void refusesWhatTheModelCannotHold() {
    CodeGenConfig config = RandomWeights.tiny();
    Engine engine = new VectorEngine(RandomWeights.of(config, 3), 1);
    float[] logits = new float[config.vocabSize()];
    assertThatThrownBy(() -> engine.prefill(new int[65], logits))
        .hasMessageContaining("65 tokens exceed the model's context of 64");
    assertThatThrownBy(() -> engine.prefill(new int[] {300}, logits))
        .hasMessageContaining("Token 300");
    assertThatThrownBy(() -> engine.prefill(new int[0], logits)).hasMessageContaining("No tokens");
    Prefix prompt = engine.prefill(new int[60], logits);
    assertThatThrownBy(() -> engine.open(prompt, 5)).hasMessageContaining("65 tokens exceed");
    Row row = engine.open(prompt, 4);
    row.close();
    assertThatThrownBy(() -> engine.step(List.of(row), new int[1], logits))
        .hasMessageContaining("closed");
    engine.close();
    assertThatThrownBy(() -> engine.logits(new int[1])).hasMessageContaining("closed");
  }
}
