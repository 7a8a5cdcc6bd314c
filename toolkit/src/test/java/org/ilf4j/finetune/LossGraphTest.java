package org.ilf4j.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
      Map<String, NDArray> gradients;
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

  /**
   * What the backward pass reads must outlive the forward pass: Java's memory of a number that only
   * PyTorch's record still knows would be given back by the collector in between.
   */
  @Test
  void aGarbageCollectionBeforeTheBackwardPassChangesNoBit() {
    Map<String, float[]> undisturbed = gradients(() -> {});
    Map<String, float[]> collected = gradients(LossGraphTest::collectGarbage);
    undisturbed.forEach(
        (name, expected) -> assertThat(collected.get(name)).as(name).isEqualTo(expected));
  }

  private Map<String, float[]> gradients(Runnable beforeBackward) {
    Map<String, float[]> found = new LinkedHashMap<>();
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      Weights leaves = Weights.of(model.checkpoint(), manager).leaves(manager);
      Tape.recording(
          () -> {
            NDArray loss = new LossGraph(leaves, new Pass(lessons, 5), manager).loss();
            beforeBackward.run();
            Tape.backward(loss);
            return loss;
          });
      leaves.arrays().forEach((name, leaf) -> found.put(name, leaf.getGradient().toFloatArray()));
    }
    return found;
  }

  /** Returns when Java has given back the memory of a buffer that nobody holds any more. */
  private static void collectGarbage() {
    List<ByteBuffer> others = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      WeakReference<ByteBuffer> unheld = new WeakReference<>(ByteBuffer.allocateDirect(8));
      while (unheld.get() != null) {
        System.gc();
      }
      for (int i = 0; i < 1000; i++) {
        others.add(ByteBuffer.allocateDirect(8).putLong(0, -1)); // takes what was given back: NaN
      }
    }
    assertThat(others).isNotEmpty();
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
