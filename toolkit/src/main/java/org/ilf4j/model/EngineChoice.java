package org.ilf4j.model;

import ai.djl.util.cuda.CudaUtils;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.djl.DjlEngine;
import org.ilf4j.model.engine.Engine;
import org.ilf4j.model.engine.Precision;
import org.ilf4j.model.vector.VectorEngine;

/**
 * The one place that chooses what computes a model: DJL where it finds a GPU, else plain Java on
 * the Vector API, and DJL again where that cannot run. {@code model.engine().name()} says which one
 * runs.
 */
final class EngineChoice {
  private static final Logger LOG = System.getLogger(EngineChoice.class.getName());
  private static final String VECTOR_MODULE = "jdk.incubator.vector";
  private static final int PROBES = 5;
  private static final int PROBE_LENGTH = 200;

  /** In hardware a multiply-add takes some nanoseconds, in software a microsecond and more. */
  private static final long SLOW_NANOS = 500;

  private EngineChoice() {}

  static Engine of(Checkpoint checkpoint, Precision precision) {
    requireRunnable(precision);
    if (runsOnGpu(precision)) {
      return new DjlEngine(checkpoint, precision);
    }
    String obstacle = vectorObstacle();
    if (obstacle.isEmpty()) {
      return new VectorEngine(checkpoint, precision);
    }
    LOG.log(Level.WARNING, obstacle + " Sampling runs on DJL instead, several times slower.");
    return new DjlEngine(checkpoint, precision);
  }

  /** DJL knows no bfloat16 arrays and no int8 products: these run on the CPU. */
  private static boolean runsOnGpu(Precision precision) {
    return (precision == Precision.FLOAT32 || precision == Precision.FLOAT16) && hasGpu();
  }

  /**
   * Refuses a precision that no engine has here.
   *
   * @throws IllegalArgumentException naming those that run
   */
  static void requireRunnable(Precision precision) {
    if (precision == Precision.FLOAT16 && !hasGpu()) {
      throw new IllegalArgumentException(
          "float16 runs on a GPU only, and DJL finds none; choose Precision.FLOAT32, BFLOAT16 or INT8.");
    }
    boolean vectorOnly = precision == Precision.BFLOAT16 || precision == Precision.INT8;
    if (vectorOnly && !vectorObstacle().isEmpty()) {
      throw new IllegalArgumentException(
          "%s runs on the vector engine only. %s".formatted(precision, vectorObstacle()));
    }
  }

  /** Whether the weights will lie in Java's own memory. */
  static boolean usesJavaHeap(Precision precision) {
    return !runsOnGpu(precision) && vectorObstacle().isEmpty();
  }

  /** A GPU, and libtorch natives that can use it. */
  private static boolean hasGpu() {
    return CudaUtils.hasCuda() && ai.djl.engine.Engine.getInstance().defaultDevice().isGpu();
  }

  /** Why the vector engine cannot run here, in one sentence, or an empty text. */
  static String vectorObstacle() {
    if (ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) {
      return "This Java was started without the vector module; start it with --add-modules "
          + VECTOR_MODULE
          + ".";
    }
    return multiplyAddNanos() > SLOW_NANOS
        ? "This processor has no fused multiply-add, which the vector engine needs."
        : "";
  }

  /** The best of some short runs. */
  private static long multiplyAddNanos() {
    long best = Long.MAX_VALUE;
    float sum = 1;
    for (int probe = 0; probe < PROBES; probe++) {
      long start = System.nanoTime();
      for (int i = 0; i < PROBE_LENGTH; i++) {
        sum = Math.fma(sum, 0.99f, i);
      }
      best = Math.min(best, System.nanoTime() - start);
    }
    return Float.isNaN(sum) ? Long.MAX_VALUE : best / PROBE_LENGTH;
  }
}
