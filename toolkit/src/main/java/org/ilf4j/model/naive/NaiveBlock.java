package org.ilf4j.model.naive;

import java.util.List;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.ilf4j.model.engine.Rotary;

/** One layer: x + attention(norm(x)) + feedForward(norm(x)), with one norm for both. */
final class NaiveBlock {
  private final CodeGenConfig config;
  private final Rotary rotary;
  private final float[] normWeight;
  private final float[] normBias;
  private final float[] qkv;
  private final float[] attentionOut;
  private final float[] inWeight;
  private final float[] inBias;
  private final float[] outWeight;
  private final float[] outBias;

  NaiveBlock(Checkpoint checkpoint, Rotary rotary, int layer) {
    config = checkpoint.config();
    this.rotary = rotary;
    String block = "transformer.h." + layer + ".";
    normWeight = checkpoint.floats(block + "ln_1.weight");
    normBias = checkpoint.floats(block + "ln_1.bias");
    qkv = checkpoint.floats(block + "attn.qkv_proj.weight");
    attentionOut = checkpoint.floats(block + "attn.out_proj.weight");
    inWeight = checkpoint.floats(block + "mlp.fc_in.weight");
    inBias = checkpoint.floats(block + "mlp.fc_in.bias");
    outWeight = checkpoint.floats(block + "mlp.fc_out.weight");
    outBias = checkpoint.floats(block + "mlp.fc_out.bias");
  }

  /** Computes the token at position {@code keys.size()} and appends its key and value. */
  float[] forward(float[] x, List<float[]> keys, List<float[]> values) {
    float[] normed = NaiveMath.layerNorm(x, normWeight, normBias, config.layerNormEps());
    float[] attended = attention(normed, keys, values);
    float[] fed = feedForward(normed);
    float[] sum = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      sum[i] = x[i] + attended[i] + fed[i];
    }
    return sum;
  }

  private float[] feedForward(float[] x) {
    float[] inner = NaiveMath.linear(x, inWeight, inBias, config.innerWidth());
    for (int i = 0; i < inner.length; i++) {
      inner[i] = NaiveMath.geluNew(inner[i]);
    }
    return NaiveMath.linear(inner, outWeight, outBias, config.width());
  }

  private float[] attention(float[] x, List<float[]> keys, List<float[]> values) {
    int width = config.width();
    float[] projected = NaiveMath.linear(x, qkv, null, 3 * width);
    float[] query = part(projected, 0);
    float[] value = part(projected, 1);
    float[] key = part(projected, 2);
    rotate(query, keys.size());
    rotate(key, keys.size());
    keys.add(key);
    values.add(value);
    float[] mixed = new float[width];
    for (int head = 0; head < config.heads(); head++) {
      attend(head * config.headDim(), query, keys, values, mixed);
    }
    return NaiveMath.linear(mixed, attentionOut, null, width);
  }

  /** Collects query (0), value (1) or key (2) from the stored blocks, each ordered q, v, k. */
  private float[] part(float[] projected, int which) {
    int blockWidth = config.width() / config.mpNum();
    float[] part = new float[config.width()];
    for (int block = 0; block < config.mpNum(); block++) {
      int from = (3 * block + which) * blockWidth;
      System.arraycopy(projected, from, part, block * blockWidth, blockWidth);
    }
    return part;
  }

  /** Turns pairs of neighbouring dimensions of each head by an angle that grows with position. */
  private void rotate(float[] vector, int position) {
    for (int start = 0; start < vector.length; start += config.headDim()) {
      for (int i = 0; i < config.rotaryDim(); i += 2) {
        float cos = rotary.cos(position, i / 2);
        float sin = rotary.sin(position, i / 2);
        float even = vector[start + i];
        float odd = vector[start + i + 1];
        vector[start + i] = even * cos - odd * sin;
        vector[start + i + 1] = odd * cos + even * sin;
      }
    }
  }

  private void attend(
      int start, float[] query, List<float[]> keys, List<float[]> values, float[] mixed) {
    int headDim = config.headDim();
    double[] weights = new double[keys.size()];
    for (int t = 0; t < weights.length; t++) {
      weights[t] = NaiveMath.dot(query, start, keys.get(t), start, headDim) / Math.sqrt(headDim);
    }
    NaiveMath.softmax(weights);
    for (int i = start; i < start + headDim; i++) {
      double sum = 0;
      for (int t = 0; t < weights.length; t++) {
        sum += weights[t] * values.get(t)[i];
      }
      mixed[i] = (float) sum;
    }
  }
}
