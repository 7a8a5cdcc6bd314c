package org.ilf4j.model.vector;

import java.util.Arrays;
import java.util.List;

/**
 * The rows of one pass with their numbers: either the next tokens of one prompt, or one token for
 * each of several rows.
 */
final class Batch {
  private final ModelShape shape;
  private Sequence[] sequences = new Sequence[0];
  private int[] indices = new int[0];
  private int size;
  private boolean onePrompt;
  private float[] residual = new float[0];
  private float[] normed = new float[0];
  private float[] projections = new float[0];

  Batch(ModelShape shape) {
    this.shape = shape;
  }

  /** Takes the next {@code count} tokens of a prompt. */
  void prompt(Sequence prompt, int count) {
    resize(count);
    onePrompt = true;
    for (int i = 0; i < count; i++) {
      sequences[i] = prompt;
      indices[i] = prompt.length() + i;
    }
    prompt.extend(count);
  }

  /** Takes one token for each row. */
  void rows(List<Sequence> rows) {
    resize(rows.size());
    onePrompt = false;
    for (int i = 0; i < size; i++) {
      sequences[i] = rows.get(i);
      indices[i] = rows.get(i).length();
      rows.get(i).extend(1);
    }
  }

  private void resize(int count) {
    size = count;
    if (count > sequences.length) {
      sequences = new Sequence[count];
      indices = new int[count];
      residual = new float[count * shape.residualStride()];
      normed = new float[count * shape.width()];
      projections = new float[count * shape.projected()];
    }
  }

  /** Lets go of the rows. */
  void clear() {
    Arrays.fill(sequences, null);
    size = 0;
  }

  int size() {
    return size;
  }

  /** Whether the rows are consecutive tokens of one prompt. */
  boolean isOnePrompt() {
    return onePrompt;
  }

  boolean sharePrompt(int row, int other) {
    return onePrompt || sequences[row].prompt() == sequences[other].prompt();
  }

  /** Keys and values that this row adds to. */
  Sequence sequence(int row) {
    return sequences[row];
  }

  /** Index of this row's token within its sequence. */
  int index(int row) {
    return indices[row];
  }

  float[] residual() {
    return residual;
  }

  float[] normed() {
    return normed;
  }

  float[] projections() {
    return projections;
  }
}
