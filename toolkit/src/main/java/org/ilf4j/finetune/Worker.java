package org.ilf4j.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;

/** Computes passes, one at a time, and holds the sum of their gradients. */
final class Worker implements AutoCloseable {
  private final NDManager manager;
  private final Weights leaves;

  /** A worker on the same memory as the weights: it sees each optimizer step. */
  Worker(Weights weights, NDManager parent) {
    manager = parent.newSubManager();
    leaves = weights.leaves(manager);
  }

  /** Adds a pass's gradients to the sum; returns its share of the step's loss. */
  double run(Pass pass) {
    return Tape.recording(
        () -> {
          try (NDManager scope = manager.newSubManager()) {
            NDArray loss = new LossGraph(leaves, pass, scope).loss();
            Tape.backward(loss);
            return (double) loss.getFloat();
          }
        });
  }

  /** The gradients so far, by tensor; the arrays end with the scope. */
  Map<String, NDArray> gradients(NDManager scope) {
    Map<String, NDArray> gradients = new LinkedHashMap<>();
    leaves
        .arrays()
        .forEach(
            (name, leaf) -> {
              NDArray gradient = leaf.getGradient();
              gradient.attach(scope);
              gradients.put(name, gradient);
            });
    return gradients;
  }

  /** Moves another worker's gradients to this one. */
  void take(Worker other) {
    try (NDManager scope = manager.newSubManager()) {
      Map<String, NDArray> theirs = other.gradients(scope);
      gradients(scope).forEach((name, gradient) -> gradient.addi(theirs.get(name)));
      theirs.values().forEach(gradient -> gradient.muli(0));
    }
  }

  /** Sets the sum to zero. */
  void clear() {
    try (NDManager scope = manager.newSubManager()) {
      gradients(scope).values().forEach(gradient -> gradient.muli(0));
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
