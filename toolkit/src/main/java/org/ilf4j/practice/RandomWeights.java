package org.ilf4j.practice;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CodeGenConfig;

/**
 * A CodeGen that has not learned anything: normal weights, mostly as in GPT-2; those that write
 * into the residual stream smaller by the root of their number, norms one and biases zero.
 */
final class RandomWeights {
  private static final double SPREAD = 0.02;

  /** Wider than GPT-2's: else a token drowns in what the first block adds to it. */
  private static final double EMBEDDING = 0.3;

  private final CodeGenConfig config;
  private final Random random;
  private final Map<String, float[]> weights = new LinkedHashMap<>();

  private RandomWeights(CodeGenConfig config, long seed) {
    this.config = config;
    this.random = new Random(seed);
  }

  static Checkpoint of(CodeGenConfig config, long seed) {
    RandomWeights random = new RandomWeights(config, seed);
    random.fill();
    return Checkpoint.of(config, random.weights);
  }

  private void fill() {
    int d = config.width();
    int inner = config.innerWidth();
    double residual = SPREAD / Math.sqrt(2.0 * config.layers());
    normal("transformer.wte.weight", config.vocabSize() * d, EMBEDDING);
    for (int layer = 0; layer < config.layers(); layer++) {
      String block = "transformer.h." + layer + ".";
      norm(block + "ln_1");
      normal(block + "attn.qkv_proj.weight", 3 * d * d, SPREAD);
      normal(block + "attn.out_proj.weight", d * d, residual);
      normal(block + "mlp.fc_in.weight", inner * d, SPREAD);
      constant(block + "mlp.fc_in.bias", inner, 0);
      normal(block + "mlp.fc_out.weight", d * inner, residual);
      constant(block + "mlp.fc_out.bias", d, 0);
    }
    norm("transformer.ln_f");
    normal("lm_head.weight", config.vocabSize() * d, SPREAD);
    constant("lm_head.bias", config.vocabSize(), 0);
  }

  private void norm(String name) {
    constant(name + ".weight", config.width(), 1);
    constant(name + ".bias", config.width(), 0);
  }

  private void constant(String name, int size, float value) {
    float[] floats = new float[size];
    java.util.Arrays.fill(floats, value);
    weights.put(name, floats);
  }

  private void normal(String name, int size, double spread) {
    float[] floats = new float[size];
    for (int i = 0; i < size; i++) {
      floats[i] = (float) (random.nextGaussian() * spread);
    }
    weights.put(name, floats);
  }
}
