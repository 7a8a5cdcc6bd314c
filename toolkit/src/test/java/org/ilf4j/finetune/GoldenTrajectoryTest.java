package org.ilf4j.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.ilf4j.model.CodeGen;
import org.junit.jupiter.api.Test;

/**
 * Nine steps of the tiny model as transformers 5.23 and torch 2.15 compute them: CodeGenForCausalLM
 * with labels of -100 on the prompt, one example at a time with its loss divided by the batch,
 * clip_grad_norm_(1.0), torch.optim.AdamW with a decay of 0.05, the same examples in the same
 * order.
 */
class GoldenTrajectoryTest {
  private static final double[][] LOSS_AND_NORM = {
    {5.8373291, 1.159410},
    {5.7192813, 1.133189},
    {5.6285720, 1.112819},
    {5.4014695, 1.142775},
    {5.2797415, 1.141564},
    {5.2537030, 1.140194},
    {5.1461841, 1.141615},
    {5.0076589, 1.337864},
    {5.0874535, 1.175253},
  };
  private static final double[] RATES = {1.5e-3, 3e-3, 3e-3, 18e-3 / 7, 15e-3 / 7, 12e-3 / 7};

  @Test
  void followsTransformers() {
    CodeGen model = TinyModel.model(3);
    FineTuner tuner = FineTuner.on(model).learningRate(3e-3).batchSize(6).epochs(3).seed(5);
    TrainingOptions options =
        tuner.options().withWarmupSteps(2).withAdamW(new AdamWOptions(0.9, 0.999, 1e-8, 0.05, 1));
    List<TrainingStep> steps = tuner.options(options).train(TinyModel.EXAMPLES).curve().steps();
    assertThat(steps).hasSize(LOSS_AND_NORM.length);
    for (int i = 0; i < steps.size(); i++) {
      assertThat(steps.get(i).loss()).isCloseTo(LOSS_AND_NORM[i][0], within(2e-5));
      assertThat(steps.get(i).gradientNorm()).isCloseTo(LOSS_AND_NORM[i][1], within(2e-5));
    }
    for (int i = 0; i < RATES.length; i++) {
      assertThat(steps.get(i).learningRate()).isCloseTo(RATES[i], within(1e-12));
    }
  }
}
