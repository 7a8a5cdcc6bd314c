package org.ilf4j.model.engine;

import org.ilf4j.model.checkpoint.CodeGenConfig;

/**
 * The rotation of queries and keys by position: the pair of dimensions (2i, 2i + 1) of each head
 * turns by {@code position / 10000^(2i / rotaryDim)}.
 *
 * <p>The angles are rounded to float32 at each step, as transformers does: at position 2000 an
 * exact angle differs from it by 1e-4.
 */
public final class Rotary {
  private final int pairs;
  private final float[] cos;
  private final float[] sin;

  /** The table for every position of the model's context. */
  public Rotary(CodeGenConfig config) {
    pairs = config.rotaryDim() / 2;
    cos = new float[config.contextLength() * pairs];
    sin = new float[cos.length];
    for (int pair = 0; pair < pairs; pair++) {
      float exponent = 2f * pair / config.rotaryDim();
      float frequency = 1f / (float) Math.pow(10000, exponent);
      for (int position = 0; position < config.contextLength(); position++) {
        float angle = position * frequency;
        cos[position * pairs + pair] = (float) Math.cos(angle);
        sin[position * pairs + pair] = (float) Math.sin(angle);
      }
    }
  }

  /** How many pairs of each head turn. */
  public int pairs() {
    return pairs;
  }

  /** The cosine for one position and pair. */
  public float cos(int position, int pair) {
    return cos[position * pairs + pair];
  }

  /** The sine for one position and pair. */
  public float sin(int position, int pair) {
    return sin[position * pairs + pair];
  }
}
