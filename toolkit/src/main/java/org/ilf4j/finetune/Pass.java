package org.ilf4j.finetune;

import java.util.List;

/**
 * Lessons that go through the model together, padded at their ends to the longest. The causal mask
 * already hides the padding from every real position, so it only costs time.
 *
 * @param lessons what is computed together
 * @param stepSize examples of the whole optimizer step, over which the loss is averaged
 */
record Pass(List<Lesson> lessons, int stepSize) {

  int rows() {
    return lessons.size();
  }

  /** Tokens of the longest lesson but its last, which is only predicted. */
  int length() {
    return lessons.stream().mapToInt(lesson -> lesson.ids().length - 1).max().orElseThrow();
  }

  /** Tokens that count in the loss. */
  int learned() {
    return lessons.stream().mapToInt(Lesson::learned).sum();
  }

  /** The ids to read, row after row; padding is 0. */
  long[] inputs() {
    int length = length();
    long[] inputs = new long[rows() * length];
    for (int row = 0; row < rows(); row++) {
      int[] ids = lessons.get(row).ids();
      for (int i = 0; i < ids.length - 1; i++) {
        inputs[row * length + i] = ids[i];
      }
    }
    return inputs;
  }

  /** The positions, counted over all rows, whose next token counts in the loss. */
  long[] positions() {
    long[] positions = new long[learned()];
    int at = 0;
    for (int row = 0; row < rows(); row++) {
      Lesson lesson = lessons.get(row);
      for (int i = lesson.firstLearned(); i < lesson.ids().length; i++) {
        positions[at++] = (long) row * length() + i - 1;
      }
    }
    return positions;
  }

  /** The ids to predict at {@link #positions}. */
  long[] targets() {
    return lessons.stream()
        .flatMapToInt(lesson -> java.util.Arrays.stream(lesson.ids()).skip(lesson.firstLearned()))
        .asLongStream()
        .toArray();
  }

  /** What each target's negative log-likelihood counts in the step's loss. */
  float[] weights() {
    float[] weights = new float[learned()];
    int at = 0;
    for (Lesson lesson : lessons) {
      float weight = (float) (1.0 / ((double) lesson.learned() * stepSize));
      java.util.Arrays.fill(weights, at, at + lesson.learned(), weight);
      at += lesson.learned();
    }
    return weights;
  }
}
