package org.ilf4j.model.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Checkpoints of random weights for tests. */
public final class RandomWeights {
  private RandomWeights() {}

  /** A tiny model: 2 layers, width 32, 4 heads, 64 positions. */
  public static CodeGenConfig tiny() {
    return CodeGenConfig.of(300, 64, 2, 32, 4, 4, 0);
  }

  /** Weights drawn from a normal distribution of deviation 0.1; norms about 1. */
  public static Checkpoint of(CodeGenConfig config, long seed) {
    Random random = new Random(seed);
    Map<String, float[]> weights = new LinkedHashMap<>();
    Layout.of(config)
        .forEach(
            (name, shape) -> {
              float[] floats =
                  new float[(int) java.util.Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
              float centre = name.matches(".*ln_(1|f)\\.weight") ? 1 : 0;
              for (int i = 0; i < floats.length; i++) {
                floats[i] = centre + 0.1f * (float) random.nextGaussian();
              }
              weights.put(name, floats);
            });
    return Checkpoint.of(config, weights);
  }
}
