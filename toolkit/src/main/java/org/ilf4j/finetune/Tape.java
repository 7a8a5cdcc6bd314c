package org.ilf4j.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * PyTorch's automatic differentiation. DJL's own GradientCollector allows one at a time in the
 * whole process and walks every living array when it opens, so this goes one layer below it.
 */
final class Tape {
  private Tape() {}

  /** An array of the same memory whose operations are recorded. */
  static NDArray leaf(NDArray array, NDManager manager) {
    NDArray leaf = JniUtils.detachGradient((PtNDArray) array);
    leaf.attach(manager);
    leaf.setRequiresGradient(true);
    return leaf;
  }

  /** Runs with recording on, on the calling thread. */
  static <T> T recording(java.util.function.Supplier<T> work) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(true);
    try {
      return work.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /** Adds the loss's gradients to those of its leaves and lets go of the record. */
  static void backward(NDArray loss) {
    try (NDArray one = loss.onesLike()) {
      JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
    }
  }
}
