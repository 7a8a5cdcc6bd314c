package org.ilf4j.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import org.ilf4j.model.CodeGen;
import org.ilf4j.model.naive.NaiveEngine;
import org.junit.jupiter.api.Test;

class LossGraphTest {
  private final CodeGen model = TinyModel.model(1);
  private final List<Lesson> lessons =
      new Lessons(model.tokenizer(), 64, false).of(TinyModel.EXAMPLES.subList(0, 5));

  @Test
  void theLossIsThatOfThePlainLoops() {
    double expected = lessons.stream().mapToDouble(this::plainLoss).average().orElseThrow();
    assertThat(loss(new Pass(lessons, 5))).isCloseTo(expected, within(2e-5));
  }

  @Test
  void thePromptIsNotInTheLoss() {
    Lesson lesson = lessons.get(0);
    Lesson whole = new Lesson(lesson.ids(), 1);
    double masked = loss(new Pass(List.of(lesson), 1));
    double all = loss(new Pass(List.of(whole), 1));
    assertThat(masked).isCloseTo(plainLoss(lesson), within(2e-5));
    assertThat(all).isCloseTo(plainLoss(whole), within(2e-5));
    assertThat(Math.abs(all - masked)).isGreaterThan(0.01);
  }

  @Test
  void theGradientIsTheSlopeOfTheLoss() {
    Pass pass = new Pass(lessons, 5);
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      Weights weights = Weights.of(model.checkpoint(), manager);
      Map<String, ai.djl.ndarray.NDArray> gradients;
      try (Worker worker = new Worker(weights, manager)) {
        worker.run(pass);
        gradients = worker.gradients(manager);
        for (String name : weights.arrays().keySet()) {
          var gradient = gradients.get(name);
          double slope = gradient.mul(gradient).sum().getFloat();
          // Along its own gradient a tensor's slope is the squared norm.
          double step = 2e-3 / Math.sqrt(slope);
          weights.get(name).addi(gradient.mul(step));
          double up = lossOf(weights, pass, manager);
          weights.get(name).subi(gradient.mul(2 * step));
          double down = lossOf(weights, pass, manager);
          weights.get(name).addi(gradient.mul(step));
          assertThat((up - down) / (2 * step * slope)).as(name).isCloseTo(1, within(0.02));
        }
      }
    }
  }

  private double loss(Pass pass) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      return lossOf(Weights.of(model.checkpoint(), manager), pass, manager);
    }
  }

  private static double lossOf(Weights weights, Pass pass, NDManager manager) {
    return new LossGraph(weights, pass, manager).loss().getFloat();
  }

  private double plainLoss(Lesson lesson) {
    try (NaiveEngine engine = new NaiveEngine(model.checkpoint())) {
      float[][] logits = engine.logits(lesson.ids());
      double sum = 0;
      for (int i = lesson.firstLearned(); i < lesson.ids().length; i++) {
        sum -= logProbability(logits[i - 1], lesson.ids()[i]);
      }
      return sum / lesson.learned();
    }
  }

  private static double logProbability(float[] logits, int id) {
    double total = 0;
    for (float logit : logits) {
      total += Math.exp(logit);
    }
    return logits[id] - Math.log(total);
  }
}
