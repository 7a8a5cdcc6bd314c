package org.ilf4j.model.checkpoint;

/**
 * The shape of a CodeGen model. In brackets the field's name in {@code config.json}.
 *
 * @param vocabSize rows of the embedding and of the head ({@code vocab_size}); ids at or above the
 *     tokenizer's size are padding
 * @param contextLength most tokens of prompt and completion together ({@code n_positions})
 * @param layers transformer blocks ({@code n_layer})
 * @param width size of the residual stream ({@code n_embd})
 * @param heads attention heads ({@code n_head})
 * @param rotaryDim leading dimensions of each head that are rotated by position ({@code
 *     rotary_dim}), even
 * @param mpNum blocks in which the rows of {@code qkv_proj} are stored, each ordered q, v, k: 4 in
 *     CodeGen, 8 in CodeGen2 ({@code mp_num}, our field; files of others mostly lack it)
 * @param innerWidth size of the feed-forward layer ({@code n_inner}, 4 times the width where null)
 * @param bosId begin-of-text id as the file says; the published files say 1, which the tokenizer
 *     does not use
 * @param eosId end-of-text id ({@code eos_token_id})
 * @param layerNormEps added to the variance ({@code layer_norm_epsilon}, 1e-5)
 */
public record CodeGenConfig(
    int vocabSize,
    int contextLength,
    int layers,
    int width,
    int heads,
    int rotaryDim,
    int mpNum,
    int innerWidth,
    int bosId,
    int eosId,
    float layerNormEps) {

  /** Checks that the sizes fit each other. */
  public CodeGenConfig {
    requireIn("vocab_size", vocabSize, 1 << 24);
    requireIn("n_positions", contextLength, 1 << 20);
    requireIn("n_layer", layers, 1 << 12);
    requireIn("n_embd", width, 1 << 17);
    requireIn("n_head", heads, width);
    requireIn("n_inner", innerWidth, 1 << 20);
    requireIn("mp_num", mpNum, heads);
    requireDivides("n_head", heads, "n_embd", width);
    requireDivides("mp_num", mpNum, "n_head", heads);
    int headDim = width / heads;
    if (rotaryDim < 2 || rotaryDim > headDim || rotaryDim % 2 != 0) {
      throw new CheckpointException(
          "rotary_dim is %d; it must be even and between 2 and the head's %d dimensions."
              .formatted(rotaryDim, headDim));
    }
    if (!(layerNormEps > 0 && layerNormEps < 1)) {
      throw new CheckpointException(
          "layer_norm_epsilon is %s; CodeGen uses 1e-5.".formatted(layerNormEps));
    }
  }

  /**
   * A small or own model in CodeGen's proportions: 4 blocks, feed-forward layer of 4 times the
   * width, epsilon 1e-5.
   */
  public static CodeGenConfig of(
      int vocabSize,
      int contextLength,
      int layers,
      int width,
      int heads,
      int rotaryDim,
      int eosId) {
    return new CodeGenConfig(
        vocabSize,
        contextLength,
        layers,
        width,
        heads,
        rotaryDim,
        4,
        4 * width,
        eosId,
        eosId,
        1e-5f);
  }

  /** The same shape with the rows of {@code qkv_proj} stored in another number of blocks. */
  public CodeGenConfig withMpNum(int blocks) {
    return new CodeGenConfig(
        vocabSize,
        contextLength,
        layers,
        width,
        heads,
        rotaryDim,
        blocks,
        innerWidth,
        bosId,
        eosId,
        layerNormEps);
  }

  /** Dimensions of one attention head. */
  public int headDim() {
    return width / heads;
  }

  /** How many weights a model of this shape has. */
  public long parameters() {
    long d = width;
    long block = 2 * d + 4 * d * d + 2 * d * innerWidth + innerWidth + d;
    return 2 * vocabSize * d + vocabSize + 2 * d + layers * block;
  }

  /** Bytes of keys and values, in float32, that one token of one sequence adds to the cache. */
  public long cacheBytesPerToken() {
    return 2L * layers * width * Float.BYTES;
  }

  /** Limits that no CodeGen comes near, so that sums of sizes stay numbers. */
  private static void requireIn(String field, int value, int most) {
    if (value < 1 || value > most) {
      throw new CheckpointException(
          "%s is %d; it must be between 1 and %d.".formatted(field, value, most));
    }
  }

  private static void requireDivides(String part, int a, String whole, int b) {
    if (b % a != 0) {
      throw new CheckpointException(
          "%s is %d, which does not divide %s, %d.".formatted(part, a, whole, b));
    }
  }
}
