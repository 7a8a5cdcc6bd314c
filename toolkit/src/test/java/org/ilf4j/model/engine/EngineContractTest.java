package org.ilf4j.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.ilf4j.model.checkpoint.RandomWeights;
import org.ilf4j.model.djl.DjlEngine;
import org.ilf4j.model.naive.NaiveEngine;
import org.ilf4j.model.vector.VectorEngine;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Rows come, go and pause in any order: each row's logits stay those of its whole text, computed by
 * the control.
 */
class EngineContractTest {
  private static final long SEED = 20230328;
  private static final int CAPACITY = 12;
  private static final Checkpoint CHECKPOINT = RandomWeights.of(RandomWeights.tiny(), 7);
  private static final int VOCAB = CHECKPOINT.config().vocabSize();

  @TestFactory
  Stream<DynamicTest> rowsComeGoAndPause() {
    return Stream.<Function<Checkpoint, Engine>>of(
            NaiveEngine::new, VectorEngine::new, DjlEngine::new)
        .map(
            make -> {
              Engine engine = make.apply(CHECKPOINT);
              return DynamicTest.dynamicTest(engine.name(), () -> rowsComeGoAndPause(engine));
            });
  }

  /** All 2048 positions, in one pass and as a prompt with a last step. */
  @TestFactory
  Stream<DynamicTest> aWholeContext() {
    int length = 2048;
    Checkpoint checkpoint = RandomWeights.of(CodeGenConfig.of(50, length, 1, 48, 4, 6, 0), SEED);
    int[] text = new Random(SEED).ints(length, 0, 50).toArray();
    float[][] expected = new NaiveEngine(checkpoint).logits(text);
    return Stream.<Function<Checkpoint, Engine>>of(VectorEngine::new, DjlEngine::new)
        .map(
            make -> {
              Engine engine = make.apply(checkpoint);
              return DynamicTest.dynamicTest(
                  engine.name(), () -> wholeContext(engine, text, expected));
            });
  }

  private static void wholeContext(Engine engine, int[] text, float[][] expected) {
    int last = text.length - 1;
    float[] stepped = new float[engine.config().vocabSize()];
    try (engine;
        Prefix prefix = engine.prefill(Arrays.copyOf(text, last), stepped);
        Row row = engine.open(prefix, 1)) {
      engine.step(List.of(row), new int[] {text[last]}, stepped);
      assertThat(stepped).containsExactly(expected[last], within(1e-4f));
      float[][] logits = engine.logits(text);
      for (int i = 0; i <= last; i++) {
        assertThat(logits[i]).as("position %d", i).containsExactly(expected[i], within(1e-4f));
      }
    }
  }

  private static void rowsComeGoAndPause(Engine engine) {
    Random random = new Random(SEED);
    try (engine;
        Engine control = new NaiveEngine(CHECKPOINT);
        OpenText first = new OpenText(engine, 3, random);
        OpenText second = new OpenText(engine, 9, random)) {
      int compared = 0;
      for (int round = 0; round < 60; round++) {
        OpenText text = random.nextBoolean() ? first : second;
        if (random.nextInt(3) == 0) {
          text.open(engine);
        } else if (random.nextInt(4) == 0) {
          text.closeOne(random);
        }
        compared += step(engine, control, first.some(random), second.some(random), random);
      }
      assertThat(compared).as("steps compared, seed %d", SEED).isGreaterThan(100);
    }
  }

  private static int step(
      Engine engine, Engine control, List<Live> some, List<Live> others, Random random) {
    List<Live> live = new ArrayList<>(some);
    live.addAll(others);
    java.util.Collections.shuffle(live, random);
    int[] tokens = random.ints(live.size(), 0, VOCAB).toArray();
    float[] logits = new float[live.size() * VOCAB];
    if (live.isEmpty()) {
      return 0;
    }
    engine.step(live.stream().map(one -> one.row).toList(), tokens, logits);
    for (int i = 0; i < live.size(); i++) {
      Live one = live.get(i);
      one.text = Arrays.copyOf(one.text, one.text.length + 1);
      one.text[one.text.length - 1] = tokens[i];
      float[][] expected = control.logits(one.text);
      assertThat(Arrays.copyOfRange(logits, i * VOCAB, (i + 1) * VOCAB))
          .as("row %d of %d, seed %d", i, live.size(), SEED)
          .containsExactly(expected[expected.length - 1], within(1e-4f));
      assertThat(one.row.length()).isEqualTo(one.text.length - one.promptLength);
    }
    return live.size();
  }

  private static final class Live {
    private final Row row;
    private final int promptLength;
    private int[] text;

    Live(Row row, int[] prompt) {
      this.row = row;
      this.text = prompt;
      this.promptLength = prompt.length;
    }
  }

  /** A prompt and its open rows. */
  private static final class OpenText implements AutoCloseable {
    private final int[] prompt;
    private final Prefix prefix;
    private final List<Live> live = new ArrayList<>();

    OpenText(Engine engine, int length, Random random) {
      prompt = random.ints(length, 0, VOCAB).toArray();
      prefix = engine.prefill(prompt, new float[VOCAB]);
    }

    void open(Engine engine) {
      live.add(new Live(engine.open(prefix, CAPACITY), prompt));
    }

    void closeOne(Random random) {
      if (!live.isEmpty()) {
        live.remove(random.nextInt(live.size())).row.close();
      }
    }

    /** Most rows that still have room. */
    List<Live> some(Random random) {
      return live.stream()
          .filter(one -> one.row.length() < CAPACITY && random.nextInt(4) > 0)
          .toList();
    }

    @Override
    public void close() {
      live.forEach(one -> one.row.close());
      prefix.close();
    }
  }
}
