package org.ilf4j.model.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Which tensors a CodeGen checkpoint holds, in the order of the forward pass. */
final class Layout {
  /** Buffers of older files that hold no weights. */
  private static final Pattern IGNORED =
      Pattern.compile("transformer\\.h\\.\\d+\\.attn\\.(causal_mask|bias|masked_bias)");

  private Layout() {}

  static boolean ignored(String name) {
    return IGNORED.matcher(name).matches();
  }

  /** Names and shapes. */
  static Map<String, long[]> of(CodeGenConfig config) {
    long d = config.width();
    long vocab = config.vocabSize();
    long inner = config.innerWidth();
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put("transformer.wte.weight", new long[] {vocab, d});
    for (int layer = 0; layer < config.layers(); layer++) {
      String block = "transformer.h." + layer + ".";
      shapes.put(block + "ln_1.weight", new long[] {d});
      shapes.put(block + "ln_1.bias", new long[] {d});
      shapes.put(block + "attn.qkv_proj.weight", new long[] {3 * d, d});
      shapes.put(block + "attn.out_proj.weight", new long[] {d, d});
      shapes.put(block + "mlp.fc_in.weight", new long[] {inner, d});
      shapes.put(block + "mlp.fc_in.bias", new long[] {inner});
      shapes.put(block + "mlp.fc_out.weight", new long[] {d, inner});
      shapes.put(block + "mlp.fc_out.bias", new long[] {d});
    }
    shapes.put("transformer.ln_f.weight", new long[] {d});
    shapes.put("transformer.ln_f.bias", new long[] {d});
    shapes.put("lm_head.weight", new long[] {vocab, d});
    shapes.put("lm_head.bias", new long[] {vocab});
    return shapes;
  }
}
