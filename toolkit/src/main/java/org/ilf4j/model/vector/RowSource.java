package org.ilf4j.model.vector;

/** Gives the weights of one output after another, in rising order, while a matrix is packed. */
@FunctionalInterface
interface RowSource {
  /** Writes the output's weights to the front of {@code target}, one for each input. */
  void copy(int output, float[] target);
}
