package org.ilf4j.finetune;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * The order of a training: which lessons form a step, which of them go through the model together.
 * A pure function of lessons and options, so a resumed training finds the same order.
 */
record Course(List<Lesson> lessons, TrainingOptions options) {

  /** Optimizer steps of one epoch; the last may have fewer examples. */
  int stepsPerEpoch() {
    return (lessons.size() + options.batchSize() - 1) / options.batchSize();
  }

  /** The epoch's steps, each a list of passes. Epochs count from 0. */
  List<List<Pass>> epoch(int epoch) {
    List<Lesson> shuffled = new ArrayList<>(lessons);
    Collections.shuffle(shuffled, new Random(options.seed() * 1_000_003 + epoch));
    List<List<Pass>> steps = new ArrayList<>();
    for (int from = 0; from < shuffled.size(); from += options.batchSize()) {
      int to = Math.min(shuffled.size(), from + options.batchSize());
      steps.add(passes(shuffled.subList(from, to)));
    }
    return steps;
  }

  /** Puts lessons of similar length together, so that little is padding. */
  private List<Pass> passes(List<Lesson> step) {
    List<Lesson> longestFirst = new ArrayList<>(step);
    longestFirst.sort(Comparator.comparingInt((Lesson lesson) -> -lesson.ids().length));
    List<Pass> passes = new ArrayList<>();
    for (int from = 0; from < longestFirst.size(); ) {
      int rows = Math.max(1, options.tokensPerPass() / longestFirst.get(from).ids().length);
      int to = Math.min(longestFirst.size(), from + rows);
      passes.add(new Pass(List.copyOf(longestFirst.subList(from, to)), step.size()));
      from = to;
    }
    return passes;
  }
}
