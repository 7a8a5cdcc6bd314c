import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CodeGenConfig;

/** Writes a CodeGen checkpoint of random weights that every engine reads. Arguments: size folder */
public final class RandomCheckpoint {
  private final SplittableRandom random = new SplittableRandom(0);
  private final Map<String, float[]> weights = new LinkedHashMap<>();

  public static void main(String[] a) {
    CodeGenConfig config =
        switch (a[0]) {
          case "nano" -> CodeGenConfig.of(1024, 512, 4, 192, 4, 32, 1023);
          case "350M" -> CodeGenConfig.of(51200, 2048, 20, 1024, 16, 32, 50256);
          default -> throw new IllegalArgumentException("Size " + a[0] + "; choose nano or 350M.");
        };
    new RandomCheckpoint().make(config).save(Path.of(a[1]));
  }

  private Checkpoint make(CodeGenConfig config) {
    int d = config.width();
    draw("transformer.wte.weight", config.vocabSize() * d);
    for (int layer = 0; layer < config.layers(); layer++) {
      String block = "transformer.h." + layer + ".";
      norm(block + "ln_1", d);
      draw(block + "attn.qkv_proj.weight", 3 * d * d);
      draw(block + "attn.out_proj.weight", d * d);
      draw(block + "mlp.fc_in.weight", 4 * d * d);
      draw(block + "mlp.fc_in.bias", 4 * d);
      draw(block + "mlp.fc_out.weight", 4 * d * d);
      draw(block + "mlp.fc_out.bias", d);
    }
    norm("transformer.ln_f", d);
    draw("lm_head.weight", config.vocabSize() * d);
    draw("lm_head.bias", config.vocabSize());
    return Checkpoint.of(config, weights);
  }

  private void norm(String name, int size) {
    float[] ones = new float[size];
    java.util.Arrays.fill(ones, 1);
    weights.put(name + ".weight", ones);
    weights.put(name + ".bias", new float[size]);
  }

  /** Uniform with deviation 0.02. */
  private void draw(String name, int size) {
    float[] numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = (float) ((random.nextDouble() - 0.5) * 0.0692820);
    }
    weights.put(name, numbers);
  }
}
