package org.ilf4j.finetune;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.ilf4j.model.CodeGen;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.ilf4j.model.tokenizer.BpeTrainer;
import org.ilf4j.model.tokenizer.Tokenizer;
import org.ilf4j.prompt.Example;

/** A CodeGen of 2 layers with random weights, and examples to teach it. */
final class TinyModel {
  static final List<Example> EXAMPLES =
      IntStream.range(0, 16).mapToObj(TinyModel::example).toList();

  private TinyModel() {}

  private static Example example(int i) {
    String prompt = "\"\"\"\nAdd " + i + " to x.\n\"\"\"\n\ndef f(x):\n";
    String body = i % 3 == 0 ? "    y = x\n    return y + " + i : "    return x + " + i;
    return new Example(i, prompt, body);
  }

  static Tokenizer tokenizer() {
    return BpeTrainer.train(
        EXAMPLES.stream().map(example -> example.prompt() + example.completion()).toList(), 320);
  }

  static CodeGen model(long seed) {
    Tokenizer tokenizer = tokenizer();
    CodeGenConfig config = CodeGenConfig.of(tokenizer.size(), 64, 2, 32, 4, 4, tokenizer.eosId());
    return CodeGen.of(random(config, seed), tokenizer, "tiny");
  }

  /** Weights large enough that every part of the model shows in the loss. */
  private static Checkpoint random(CodeGenConfig config, long seed) {
    Random random = new Random(seed);
    Map<String, float[]> weights = new LinkedHashMap<>();
    long d = config.width();
    put(weights, random, "transformer.wte.weight", config.vocabSize() * d, 1);
    for (int layer = 0; layer < config.layers(); layer++) {
      String block = "transformer.h." + layer + ".";
      norm(weights, random, block + "ln_1", d);
      put(weights, random, block + "attn.qkv_proj.weight", 3 * d * d, 0.3);
      put(weights, random, block + "attn.out_proj.weight", d * d, 0.2);
      put(weights, random, block + "mlp.fc_in.weight", 4 * d * d, 0.2);
      put(weights, random, block + "mlp.fc_in.bias", 4 * d, 0.1);
      put(weights, random, block + "mlp.fc_out.weight", 4 * d * d, 0.1);
      put(weights, random, block + "mlp.fc_out.bias", d, 0.1);
    }
    norm(weights, random, "transformer.ln_f", d);
    put(weights, random, "lm_head.weight", config.vocabSize() * d, 0.1);
    put(weights, random, "lm_head.bias", config.vocabSize(), 0.1);
    return Checkpoint.of(config, weights);
  }

  private static void norm(Map<String, float[]> weights, Random random, String name, long size) {
    put(weights, random, name + ".weight", size, 0.5);
    put(weights, random, name + ".bias", size, 0.1);
  }

  private static void put(
      Map<String, float[]> weights, Random random, String name, long size, double scale) {
    float[] floats = new float[(int) size];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) (random.nextGaussian() * scale);
    }
    weights.put(name, floats);
  }
}
