package org.ilf4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CheckpointException;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.ilf4j.model.checkpoint.RandomWeights;
import org.ilf4j.model.engine.Engine;
import org.ilf4j.model.engine.Precision;
import org.ilf4j.model.naive.NaiveEngine;
import org.ilf4j.model.vector.VectorEngine;
import org.ilf4j.progress.InterruptedWorkException;
import org.ilf4j.progress.ProgressSnapshot;
import org.ilf4j.progress.SeenProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {
  private static final GenerationOptions OPTIONS =
      new GenerationOptions(0.8, 1, 0, 12, 7, StopRule.NONE);

  private final CharacterTokenizer tokenizer = new CharacterTokenizer();
  private final CodeGenConfig config = CodeGenConfig.of(300, 64, 2, 32, 4, 4, 0);
  private final Engine engine = new NaiveEngine(RandomWeights.of(config, 7));
  private final Decoder decoder = new Decoder(engine, tokenizer);

  private Map<String, Generation> generate(
      Decoder decoder, GenerationOptions options, List<GenerationRequest> requests) {
    Map<String, Generation> found = new TreeMap<>();
    decoder.generate(
        requests,
        options,
        (request, sample, generation) ->
            assertThat(found.put(request.stream() + "/" + sample, generation)).isNull());
    return found;
  }

  private static List<GenerationRequest> ragged() {
    return List.of(
        new GenerationRequest("def f(n):", 11, 0, 7),
        new GenerationRequest("x", 12, 0, 30),
        new GenerationRequest("import math\n\ndef g():\n", 13, 0, 5));
  }

  @Test
  void completionsDoNotDependOnTheirCompany() {
    Map<String, Generation> together = generate(decoder, OPTIONS, ragged());
    assertThat(together).hasSize(42);

    Map<String, Generation> alone = new TreeMap<>();
    Map<String, Generation> narrow = new TreeMap<>();
    Decoder oneRow = new Decoder(engine, tokenizer, 1);
    for (GenerationRequest request : ragged()) {
      narrow.putAll(generate(oneRow, OPTIONS, List.of(request)));
      for (int i = 0; i < request.samples(); i++) {
        alone.putAll(
            generate(
                decoder,
                OPTIONS,
                List.of(new GenerationRequest(request.prompt(), request.stream(), i, 1))));
      }
    }
    assertThat(alone).isEqualTo(together);
    assertThat(narrow).isEqualTo(together);

    List<GenerationRequest> shuffled = new ArrayList<>(ragged());
    Collections.shuffle(shuffled, new Random(1));
    assertThat(generate(decoder, OPTIONS, shuffled)).isEqualTo(together);
  }

  @Test
  void theVectorEngineWritesTheSameOnAnyNumberOfThreads() {
    CodeGenConfig larger = CodeGenConfig.of(300, 64, 2, 96, 4, 4, 0);
    Map<String, Generation> expected = null;
    for (int threads = 1; threads <= 3; threads++) {
      try (Engine vector = new VectorEngine(RandomWeights.of(larger, 7), threads)) {
        Map<String, Generation> all = generate(new Decoder(vector, tokenizer), OPTIONS, ragged());
        expected = expected == null ? all : expected;
        assertThat(all).isEqualTo(expected);
        Decoder oneRow = new Decoder(vector, tokenizer, 1);
        assertThat(generate(oneRow, OPTIONS, ragged())).isEqualTo(expected);
      }
    }
  }

  @Test
  void enginesShowWhatTheyAre() {
    assertThat(engine).hasToString("plain loops in Java, the control");
    try (Engine vector = new VectorEngine(RandomWeights.of(config, 7), 1)) {
      assertThat(vector.toString()).contains("Vector API").endsWith("float32, 1 thread");
    }
  }

  @Test
  void textIsWhatTheTokenizerSays() {
    GenerationOptions flat = new GenerationOptions(10, 1, 0, 40, 3, StopRule.NONE);
    GenerationRequest request = new GenerationRequest("ab", 1, 0, 40);
    int broken = 0;
    for (Generation found : generate(decoder, flat, List.of(request)).values()) {
      boolean ended = found.stop() == Generation.Stop.END_OF_TEXT;
      int length = found.tokens().size() - (ended ? 1 : 0);
      int[] ids = found.tokens().stream().limit(length).mapToInt(Integer::intValue).toArray();
      assertThat(found.text()).isEqualTo(tokenizer.decode(ids));
      broken += found.text().contains("\uFFFD") ? 1 : 0;
    }
    assertThat(broken).as("texts with bytes that are no character").isPositive();
  }

  @Test
  void charactersOfSeveralBytesAppearWhole() {
    GeneratedText text = new GeneratedText();
    byte[] bytes = "aé€😀".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    List<String> seen = new ArrayList<>();
    for (byte one : bytes) {
      if (text.append(new byte[] {one})) {
        seen.add(text.toString());
      }
    }
    assertThat(seen).containsExactly("a", "aé", "aé€", "aé€😀");
    text.append(new byte[] {bytes[1]});
    text.finish();
    assertThat(text.toString()).isEqualTo("aé€😀\uFFFD");
  }

  @Test
  void otherSeedsStreamsAndSamplesDiffer() {
    Map<String, Generation> found = generate(decoder, OPTIONS, ragged());
    assertThat(found.get("11/0")).isNotEqualTo(found.get("11/1"));
    GenerationOptions otherSeed = new GenerationOptions(0.8, 1, 0, 12, 8, StopRule.NONE);
    assertThat(generate(decoder, otherSeed, ragged()).get("11/0")).isNotEqualTo(found.get("11/0"));
    GenerationRequest otherStream = new GenerationRequest("def f(n):", 14, 0, 1);
    assertThat(generate(decoder, OPTIONS, List.of(otherStream)).get("14/0"))
        .isNotEqualTo(found.get("11/0"));
  }

  @Test
  void greedyTakesTheLikeliestAndIgnoresTheSeed() {
    GenerationOptions greedy = new GenerationOptions(0, 1, 0, 5, 1, StopRule.NONE);
    GenerationRequest request = new GenerationRequest("ab", 1, 0, 2);
    Map<String, Generation> found = generate(decoder, greedy, List.of(request));
    assertThat(found.get("1/0")).isEqualTo(found.get("1/1"));
    int[] ids = tokenizer.encode("ab");
    for (int token : found.get("1/0").tokens()) {
      float[][] logits = engine.logits(ids);
      float[] last = logits[ids.length - 1];
      for (int other = 0; other < tokenizer.size(); other++) {
        assertThat(last[token]).isGreaterThanOrEqualTo(last[other]);
      }
      ids = java.util.Arrays.copyOf(ids, ids.length + 1);
      ids[ids.length - 1] = token;
    }
  }

  @Test
  void topKOfOneIsGreedy() {
    GenerationOptions greedy = new GenerationOptions(0, 1, 0, 8, 1, StopRule.NONE);
    GenerationOptions topOne = new GenerationOptions(1.5, 1, 1, 8, 1, StopRule.NONE);
    GenerationOptions smallNucleus = new GenerationOptions(1.5, 1e-6, 0, 8, 1, StopRule.NONE);
    List<GenerationRequest> request = List.of(new GenerationRequest("ab", 1, 0, 3));
    Map<String, Generation> expected = generate(decoder, greedy, request);
    assertThat(generate(decoder, topOne, request)).isEqualTo(expected);
    assertThat(generate(decoder, smallNucleus, request)).isEqualTo(expected);
  }

  @Test
  void keepsLogProbabilitiesAtTemperatureOne() {
    GenerationRequest request = new GenerationRequest("ab", 1, 0, 1);
    Generation found = generate(decoder, OPTIONS, List.of(request)).get("1/0");
    float[] logits = engine.logits(tokenizer.encode("ab"))[1];
    double sum = 0;
    for (int i = 0; i < tokenizer.size(); i++) {
      sum += Math.exp(logits[i]);
    }
    double expected = logits[found.tokens().get(0)] - Math.log(sum);
    assertThat(found.logProbabilities()).hasSameSizeAs(found.tokens());
    assertThat((double) found.logProbabilities().get(0))
        .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-5));
  }

  @Test
  void paddingIsNeverDrawn() {
    GenerationOptions flat = new GenerationOptions(10, 1, 0, 40, 3, StopRule.NONE);
    GenerationRequest request = new GenerationRequest("ab", 1, 0, 40);
    generate(decoder, flat, List.of(request))
        .values()
        .forEach(g -> assertThat(g.tokens()).allMatch(token -> token < tokenizer.size()));
  }

  @Test
  void stopsAtTheRuleAndCutsThere() {
    StopRule third = text -> text.length() >= 3 ? 2 : -1;
    GenerationOptions options = new GenerationOptions(0.8, 1, 0, 12, 7, third);
    GenerationRequest request = new GenerationRequest("ab", 1, 0, 10);
    List<Generation> ruled =
        generate(decoder, options, List.of(request)).values().stream()
            .filter(g -> g.stop() == Generation.Stop.RULE)
            .toList();
    assertThat(ruled).isNotEmpty().allMatch(g -> g.text().length() == 2);
    assertThat(ruled).allMatch(g -> g.tokens().size() < 12);
  }

  @Test
  void aPromptBeyondTheContextIsRefusedBeforeAnyWork() {
    List<GenerationRequest> requests =
        List.of(
            new GenerationRequest("ab", 1, 0, 1), new GenerationRequest("a".repeat(60), 2, 0, 1));
    List<Generation> heard = new ArrayList<>();
    assertThatThrownBy(() -> decoder.generate(requests, OPTIONS, (request, i, g) -> heard.add(g)))
        .hasMessageContaining("The prompt of task (stream) 2 has 60 tokens")
        .hasMessageContaining("context of 64")
        .hasMessageContaining("at most 4");
    assertThat(heard).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void spoiledWeightsAreToldInsteadOfDrawn(float spoiled) {
    Checkpoint whole = RandomWeights.of(config, 7);
    Map<String, float[]> weights = new TreeMap<>();
    whole.names().forEach(name -> weights.put(name, whole.floats(name)));
    weights.get("lm_head.bias")[104] = spoiled;
    Checkpoint damaged = Checkpoint.of(config, weights);
    try (Engine vector = new VectorEngine(damaged)) {
      for (Engine one : List.of(vector, new NaiveEngine(damaged))) {
        Decoder named = new Decoder(one, tokenizer, "mine", CacheBudget.standard());
        for (double temperature : new double[] {0, 0.8}) {
          for (double topP : new double[] {1, 0.9}) {
            GenerationOptions options =
                new GenerationOptions(temperature, topP, 0, 12, 7, StopRule.NONE);
            assertThatThrownBy(() -> generate(named, options, ragged()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("logits of mine are no numbers")
                .hasMessageContaining("(stream) 11")
                .hasMessageContaining("load another");
          }
        }
      }
    }
    try (CodeGen model = CodeGen.of(damaged, tokenizer, "mine")) {
      List<ProgressSnapshot> seen =
          SeenProgress.during(
              () ->
                  assertThatThrownBy(() -> model.complete("x"))
                      .isInstanceOf(CheckpointException.class)
                      .hasMessageContaining("(NaN or infinite) for this prompt"));
      assertThat(seen.get(seen.size() - 1).kept()).as("nothing is promised").isEmpty();
      assertThatThrownBy(() -> model.complete("a".repeat(60), 30))
          .hasMessageStartingWith("The prompt has 60 tokens; with maxNewTokens 30");
      assertThatThrownBy(() -> model.perplexity("x", "y"))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("logits of mine are no numbers (NaN or infinite) for this text");
    }
  }

  @Test
  void theProgressLineTellsThroughput() {
    List<ProgressSnapshot> seen = SeenProgress.during(() -> generate(decoder, OPTIONS, ragged()));
    ProgressSnapshot last = seen.get(seen.size() - 1);
    assertThat(last.done()).isEqualTo(42).isEqualTo(last.total());
    assertThat(last.note())
        .matches(
            "[\\d,]+ tokens/s, up to \\d{2} rows at once, [\\d.]+ MB of [\\d.]+ [MG]B for keys and values");
  }

  /** Every task has a prompt of its own, so that prompts take more than rows. */
  @Test
  void keysAndValuesStayWithinTheBudget() {
    List<GenerationRequest> requests = new ArrayList<>();
    for (int task = 0; task < 25; task++) {
      requests.add(new GenerationRequest("# " + task + "x".repeat(task), task, 0, 1 + task % 3));
    }
    Map<String, Generation> expected = generate(decoder, OPTIONS, requests);
    long perToken = config.cacheBytesPerToken();
    for (int tokens : new int[] {1, 60, 150, 400}) {
      MeteredEngine metered = new MeteredEngine(engine);
      Decoder narrow = new Decoder(metered, tokenizer, tokens * perToken);
      assertThat(generate(narrow, OPTIONS, requests)).isEqualTo(expected);
      int oneAlone = 28 + 11;
      assertThat(metered.mostHeld())
          .as("tokens held under a budget of %d", tokens)
          .isBetween(tokens / 2, Math.max(tokens, oneAlone));
      assertThat(metered.held()).as("tokens held afterwards").isZero();
    }
    MeteredEngine free = new MeteredEngine(engine);
    generate(new Decoder(free, tokenizer), OPTIONS, requests);
    assertThat(free.mostHeld()).isGreaterThan(400);
  }

  @Test
  void theBudgetLeavesRoomForWeights() {
    assertThat(CacheBudget.beside(0, 24_000)).isEqualTo(8_000);
    assertThat(CacheBudget.beside(1_000, 24_000)).isEqualTo(8_000);
    assertThat(CacheBudget.beside(20_000, 24_000)).isEqualTo(2_000);
    assertThat(CacheBudget.beside(23_900, 24_000)).isEqualTo(1_500);
    assertThat(CacheBudget.size(1_500_000) + CacheBudget.size(2_500_000_000L))
        .isEqualTo("1.5 MB2.5 GB");
  }

  @Test
  void aModelTakesABudgetOfItsOwn() {
    try (CodeGen model = CodeGen.of(RandomWeights.of(config, 7), tokenizer, "tiny");
        CodeGen narrow = model.withCacheBudget(20_000_000)) {
      assertThat(narrow.cacheBudget()).isEqualTo(20_000_000);
      assertThat(narrow.in(Precision.INT8).cacheBudget()).isEqualTo(20_000_000);
      assertThat(model.cacheBudget()).isGreaterThan(20_000_000);
      assertThat(narrow.fingerprint()).isEqualTo(model.fingerprint());
      List<ProgressSnapshot> seen =
          SeenProgress.during(() -> narrow.generate(ragged(), OPTIONS, (request, i, g) -> {}));
      assertThat(seen.get(seen.size() - 1).note()).endsWith(" of 20.0 MB for keys and values");
      seen =
          SeenProgress.during(
              () -> model.withCacheBudget(1).generate(ragged(), OPTIONS, (request, i, g) -> {}));
      assertThat(seen.get(seen.size() - 1).note())
          .endsWith(
              " for keys and values, where the budget is 1 bytes: one sample is always written");
      assertThatThrownBy(() -> model.withCacheBudget(0))
          .hasMessageContaining("is 0 bytes; give 1 or more");
    }
  }

  @Test
  void aDecoderShowsItsLimits() {
    assertThat(new Decoder(engine, tokenizer, 2_000_000))
        .hasToString(
            "Decoder of the model on plain loops in Java, the control: up to 60 rows at once, at most 2.0 MB for keys and values");
  }

  @Test
  void anInterruptEndsAPromptBetweenItsParts() {
    int[] prompt = new int[60];
    java.util.Arrays.fill(prompt, 100);
    float[] before = new float[config.vocabSize()];
    float[] after = new float[config.vocabSize()];
    try (Engine vector = new VectorEngine(RandomWeights.of(config, 7), 1)) {
      vector.prefill(prompt, before).close();
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> vector.prefill(prompt, after))
          .isInstanceOf(InterruptedWorkException.class);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> vector.logits(prompt)).isInstanceOf(InterruptedWorkException.class);
      vector.prefill(prompt, after).close();
    }
    assertThat(after).isEqualTo(before);
  }

  @Test
  void anInterruptEndsItWithinAStep() {
    List<Generation> heard = new ArrayList<>();
    assertThatThrownBy(
            () ->
                decoder.generate(
                    ragged(),
                    OPTIONS,
                    (request, i, g) -> {
                      heard.add(g);
                      Thread.currentThread().interrupt();
                    }))
        .isInstanceOf(InterruptedWorkException.class);
    assertThat(heard).hasSizeBetween(1, 42 - 1);
    assertThat(Thread.interrupted()).isFalse();
  }
}
