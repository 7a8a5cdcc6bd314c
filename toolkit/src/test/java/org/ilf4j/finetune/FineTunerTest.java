package org.ilf4j.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.ilf4j.model.CodeGen;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.prompt.Example;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FineTunerTest {
  private final CodeGen model = TinyModel.model(2);
  private final FineTuner tuner =
      FineTuner.on(model).learningRate(3e-3).batchSize(8).epochs(3).seed(5);

  @Test
  void learnsTheExamples() {
    TrainingCurve curve = tuner.learningRate(0.02).epochs(40).train(TinyModel.EXAMPLES).curve();
    assertThat(curve.epochLoss(40)).isLessThan(0.3 * curve.epochLoss(1));
  }

  @Test
  void aBatchOfEightEqualsEightAccumulated() {
    TrainingOptions options = tuner.options();
    FineTuned together = tuner.train(TinyModel.EXAMPLES);
    FineTuned apart = tuner.options(options.withTokensPerPass(1)).train(TinyModel.EXAMPLES);
    // Six AdamW steps of up to 3e-3 each; rounding is magnified where a gradient is near zero.
    assertThat(largestDifference(together, apart)).isLessThan(2e-4);
  }

  @Test
  void threadsChangeNoBit() {
    FineTuner small = tuner.options(tuner.options().withTokensPerPass(100));
    FineTuned one = small.threads(1).train(TinyModel.EXAMPLES);
    FineTuned three = small.threads(3).train(TinyModel.EXAMPLES);
    assertThat(three.model().fingerprint()).isEqualTo(one.model().fingerprint());
    assertThat(three.curve().steps())
        .extracting(TrainingStep::gradientNorm)
        .isEqualTo(one.curve().steps().stream().map(TrainingStep::gradientNorm).toList());
  }

  @Test
  void theSeedSetsTheOrder() {
    String one = tuner.fit(TinyModel.EXAMPLES).fingerprint();
    assertThat(tuner.fit(TinyModel.EXAMPLES).fingerprint()).isEqualTo(one);
    assertThat(tuner.seed(6).fit(TinyModel.EXAMPLES).fingerprint()).isNotEqualTo(one);
  }

  /** Two steps are an epoch: once between two epochs, once within one. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void aResumedTrainingEndsLikeAnUnbrokenOne(int steps, @TempDir Path directory) {
    FineTuned unbroken = tuner.train(TinyModel.EXAMPLES);
    breakOffAfter(steps, directory);
    FineTuned resumed = tuner.into(directory).train(TinyModel.EXAMPLES);
    assertThat(resumed.model().fingerprint()).isEqualTo(unbroken.model().fingerprint());
    assertThat(resumed.curve()).isEqualTo(unbroken.curve());
    FineTuned again = tuner.into(directory).train(TinyModel.EXAMPLES);
    assertThat(again.model().fingerprint()).isEqualTo(unbroken.model().fingerprint());
  }

  /** Ends a training with an exception after some steps, as an interruption does. */
  private void breakOffAfter(int steps, Path directory) {
    String training =
        StateDirectory.training(model.fingerprint(), tuner.options(), TinyModel.EXAMPLES);
    StateDirectory kept = new StateDirectory(directory, training);
    List<Lesson> lessons = new Lessons(model.tokenizer(), 64, false).of(TinyModel.EXAMPLES);
    Trainer trainer =
        new Trainer(
            tuner.options(),
            lessons,
            step -> {},
            1,
            state -> {
              kept.write(state);
              if (state.steps() == steps) {
                throw new IllegalStateException("broken off");
              }
            });
    assertThatThrownBy(() -> trainer.run(TrainingState.start(model.checkpoint())))
        .hasMessage("broken off");
  }

  @Test
  void aDirectoryOfAnotherTrainingIsRefused(@TempDir Path directory) {
    tuner.epochs(1).into(directory).fit(TinyModel.EXAMPLES);
    assertThatThrownBy(() -> tuner.epochs(2).into(directory).fit(TinyModel.EXAMPLES))
        .hasMessageContaining("choose another directory");
  }

  @Test
  void theOldModelIsUnchanged() {
    Checkpoint before = TinyModel.model(2).checkpoint();
    tuner.fit(TinyModel.EXAMPLES);
    assertThat(model.checkpoint().floats("transformer.h.1.attn.qkv_proj.weight"))
        .isEqualTo(before.floats("transformer.h.1.attn.qkv_proj.weight"));
  }

  @Test
  void aLossThatExplodesIsNamed() {
    float[] bias = model.checkpoint().floats("lm_head.bias");
    bias[0] = Float.POSITIVE_INFINITY;
    assertThatThrownBy(() -> tuner.fit(TinyModel.EXAMPLES))
        .hasMessageContaining("at step 1")
        .hasMessageContaining("Choose a smaller one");
  }

  /** The loss is a number still: without a look at the gradient the last step would spoil all. */
  @Test
  void aGradientThatExplodesIsNamed() {
    float[] head = model.checkpoint().floats("lm_head.weight");
    for (int i = 0; i < head.length; i++) {
      head[i] *= 1e25f;
    }
    assertThatThrownBy(() -> tuner.batchSize(16).epochs(1).fit(TinyModel.EXAMPLES))
        .hasMessageContaining("The gradient's norm is Infinity at step 1")
        .hasMessageContaining("Choose a smaller one");
  }

  @Test
  void noExamplesIsAnError() {
    assertThatThrownBy(() -> tuner.fit(List.of())).hasMessageContaining("0 examples");
  }

  @Test
  void aPromptThatFillsTheContextIsNamed() {
    Example example = new Example(42, "x + ".repeat(200), "1");
    assertThatThrownBy(() -> tuner.fit(List.of(example)))
        .hasMessageContaining("task 42")
        .hasMessageContaining("limit is 64");
  }

  private static double largestDifference(FineTuned a, FineTuned b) {
    double largest = 0;
    for (String name : a.model().checkpoint().names()) {
      float[] left = a.model().checkpoint().floats(name);
      float[] right = b.model().checkpoint().floats(name);
      for (int i = 0; i < left.length; i++) {
        largest = Math.max(largest, Math.abs(left[i] - right[i]));
      }
    }
    return largest;
  }
}
