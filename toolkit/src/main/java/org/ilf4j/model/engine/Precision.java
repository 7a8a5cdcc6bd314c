package org.ilf4j.model.engine;

import org.ilf4j.model.checkpoint.CodeGenConfig;

/**
 * How weights are kept in memory. Activations, keys, values and sums are float32 on the CPU
 * whatever the choice, so a row's logits stay the same bits beside any other rows. What each costs
 * in accuracy and brings in speed is measured in {@code benchmarks/sampling}.
 *
 * <pre>{@code
 * var model = CodeGen.load("Salesforce/codegen-2B-mono", Precision.INT8);
 * }</pre>
 */
public enum Precision {
  /** 32-bit floats, the default: exact for every checkpoint. */
  FLOAT32("float32", 4, 4),

  /** The upper half of a float32: exact for checkpoints stored so, half the memory. */
  BFLOAT16("bfloat16", 2, 2),

  /** 16-bit IEEE floats: on a GPU only. */
  FLOAT16("float16", 2, 2),

  /**
   * 8-bit integers times one float32 for each row (the row's largest number becomes 127), the
   * embedding in bfloat16: a quarter of the memory. On the CPU only.
   */
  INT8("int8", 1, 2);

  private final String label;
  private final int matrixBytes;
  private final int embeddingBytes;

  Precision(String label, int matrixBytes, int embeddingBytes) {
    this.label = label;
    this.matrixBytes = matrixBytes;
    this.embeddingBytes = embeddingBytes;
  }

  /** Bytes that a model's weights take in memory. */
  public long bytes(CodeGenConfig config) {
    long embedding = (long) config.vocabSize() * config.width();
    return matrixBytes * (config.parameters() - embedding) + embeddingBytes * embedding;
  }

  /** As numpy writes it, such as {@code float32}. */
  @Override
  public String toString() {
    return label;
  }
}
