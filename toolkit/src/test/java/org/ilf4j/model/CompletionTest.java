package org.ilf4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.ilf4j.model.checkpoint.RandomWeights;
import org.ilf4j.model.tokenizer.BpeTrainer;
import org.ilf4j.model.tokenizer.Tokenizer;
import org.ilf4j.progress.InterruptedWorkException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTest {
  private static final String PROGRAM = "def f(x):\n    return '€' * x\n";

  private final Tokenizer tokenizer = BpeTrainer.train(List.of(PROGRAM), 310);
  private final CodeGen model =
      CodeGen.of(
          RandomWeights.of(CodeGenConfig.of(330, 64, 1, 32, 4, 4, tokenizer.eosId()), 7),
          tokenizer,
          "tiny");

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void aCompletionsTokensSpellItsText() {
    Completion completion = model.tokenProbabilities("def f(x):", "\n    return '€' * x\n");
    assertThat(completion.code()).isEqualTo(PROGRAM).isEqualTo(completion.toString());
    assertThat(
            completion.tokens().stream().map(TokenProbability::text).collect(Collectors.joining()))
        .isEqualTo(completion.text());
    assertThat(completion.tokens()).anyMatch(token -> token.text().equals("€"));
  }

  @Test
  void probabilitiesAreThoseThatSamplingReports() {
    GenerationOptions options = new GenerationOptions(0.8, 1, 0, 20, 7, StopRule.NONE);
    Completion drawn = model.complete("def f(", options);
    int[] before = tokenizer.encode("def f(");
    assertThat(drawn.tokens()).isNotEmpty();
    float[] first = model.engine().logits(before)[before.length - 1];
    double sum = 0;
    for (int i = 0; i < tokenizer.size(); i++) {
      sum += Math.exp(first[i]);
    }
    double likeliest = 0;
    for (int i = 0; i < tokenizer.size(); i++) {
      likeliest = Math.max(likeliest, Math.exp(first[i]) / sum);
    }
    assertThat(model.complete("def f(").tokens().get(0).probability())
        .isCloseTo(likeliest, within(1e-6));
  }

  /**
   * The published checkpoints have 905 rows more than the tokenizer has ids, a fine-tuned one of
   * the paper none: the rest is padding.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 9, 905})
  void rowsBeyondTheTokenizersCountForNothing(int more) {
    CodeGenConfig config = CodeGenConfig.of(tokenizer.size() + more, 64, 1, 32, 4, 4, 0);
    Map<String, float[]> zeros = new LinkedHashMap<>();
    Checkpoint random = RandomWeights.of(config, 7);
    random.names().forEach(name -> zeros.put(name, new float[random.floats(name).length]));
    try (CodeGen flat = CodeGen.of(Checkpoint.of(config, zeros), tokenizer, "flat")) {
      assertThat(flat.perplexity("", PROGRAM)).isCloseTo(tokenizer.size(), within(0.01));
      assertThat(flat.tokenProbabilities("x", "").perplexity()).isNaN();
      List<Integer> drawn = new ArrayList<>();
      flat.generate(
          List.of(new GenerationRequest("x", 1, 0, 100)),
          GenerationOptions.PAPER.withMaxNewTokens(40).withStopRule(StopRule.NONE),
          (request, sample, generation) -> drawn.addAll(generation.tokens()));
      assertThat(drawn)
          .hasSizeGreaterThan(2000)
          .contains(tokenizer.size() - 1)
          .allMatch(id -> id < tokenizer.size());
    }
  }

  @Test
  void asksForAPrompt() {
    assertThatThrownBy(() -> model.complete(null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no prompt (null)");
    assertThatThrownBy(() -> new GenerationRequest("x", 1, 0, -1))
        .hasMessageContaining("samples -1; neither may be below 0");
  }

  @Test
  void whoStopsACompletionIsPromisedNothing() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> model.complete("x = 1", 20))
        .isInstanceOf(InterruptedWorkException.class)
        .hasMessage("Interrupted while completing; run the cell again.");
  }

  @Test
  void aTextLongerThanTheContextIsRefused() {
    assertThatThrownBy(() -> model.perplexity("", "x = 1\n".repeat(100)))
        .hasMessageContaining("context holds 64");
  }

  @Test
  void aShortFormTakesTheLikeliestTokens() {
    Completion greedy = model.complete("def f(", 5);
    assertThat(greedy.tokens()).hasSizeBetween(1, 5);
    assertThat(greedy)
        .isEqualTo(model.complete("def f(", GenerationOptions.GREEDY.withMaxNewTokens(5)))
        .isEqualTo(
            model.complete(
                "def f(", new GenerationOptions(0, 1, 0, 5, 9, StopRule.NEXT_STATEMENT)));
    assertThat(model.complete("def f(").code()).startsWith(greedy.code());
  }

  @Test
  void eachOptionIsChangedAlone() {
    GenerationOptions drawn =
        GenerationOptions.PAPER
            .withTopP(0.9)
            .withTopK(5)
            .withMaxNewTokens(20)
            .withSeed(7)
            .withStopRule(StopRule.NONE);
    assertThat(drawn).isEqualTo(new GenerationOptions(0.8, 0.9, 5, 20, 7, StopRule.NONE));
    assertThat(drawn.withTemperature(1))
        .isEqualTo(new GenerationOptions(1, 0.9, 5, 20, 7, StopRule.NONE))
        .hasToString(
            "temperature 1.0, topP 0.9, topK 5, at most 20 tokens, seed 7, to end-of-text");
    assertThat(GenerationOptions.GREEDY)
        .hasToString("greedy, at most 256 tokens, seed 0, to the next statement at the margin");
    assertThat(GenerationOptions.GREEDY.withStopRule(text -> 3).toString())
        .endsWith("seed 0, to a rule's end");
    assertThat(StopRule.NONE).hasToString("to end-of-text");
    assertThatThrownBy(() -> drawn.withStopRule(null)).hasMessageContaining("StopRule.NONE");
  }

  /** Such as a server's. */
  @Test
  void aCompletionOfUnknownTokensHasNoProbability() {
    Completion text = new Completion("def f(", "x):", List.of());
    assertThat(text.hasTokens()).isFalse();
    assertThat(text.logProbability()).isNaN();
    assertThat(text.perplexity()).isNaN();
    assertThat(text).hasToString("def f(x):");
    assertThat(new Completion("def f(", "", List.of()).logProbability()).isZero();
  }

  @Test
  void aClosedModelCanBeUsedAgain() {
    Completion before = model.complete("def f(");
    model.close();
    assertThat(model.complete("def f(")).isEqualTo(before);
  }

  @Test
  void theNextStatementEndsAProgram() {
    assertThat(StopRule.NEXT_STATEMENT.end("    return x\n\n    # more\nprint(1)")).isEqualTo(24);
    assertThat(StopRule.NEXT_STATEMENT.end("    return x\n")).isEqualTo(-1);
    assertThat(StopRule.NEXT_STATEMENT.end("a\n#")).isEqualTo(1);
    assertThat(StopRule.NEXT_STATEMENT.end("a\n\"\"\"")).isEqualTo(1);
  }
}
