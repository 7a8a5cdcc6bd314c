package org.ilf4j.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.ilf4j.model.checkpoint.CodeGenConfig;

/** Turns queries and keys by their position; expects the dimensions in {@link QkvOrder}. */
final class Rotary {
  private final int half;
  private final int headDim;
  private final NDArray cos;
  private final NDArray sin;

  Rotary(CodeGenConfig config, int length, NDManager manager) {
    half = config.rotaryDim() / 2;
    headDim = config.headDim();
    float[] cosines = new float[length * half];
    float[] sines = new float[length * half];
    for (int position = 0; position < length; position++) {
      for (int pair = 0; pair < half; pair++) {
        double angle = position / Math.pow(10_000, (double) pair / half);
        cosines[position * half + pair] = (float) Math.cos(angle);
        sines[position * half + pair] = (float) Math.sin(angle);
      }
    }
    cos = manager.create(cosines, new Shape(length, 1, half));
    sin = manager.create(sines, new Shape(length, 1, half));
  }

  /** Turns an array of shape (rows, length, heads, headDim). */
  NDArray apply(NDArray x) {
    NDList parts = x.split(new long[] {half, 2L * half}, 3);
    NDArray first = parts.get(0);
    NDArray second = parts.get(1);
    NDList turned = new NDList();
    turned.add(first.mul(cos).sub(second.mul(sin)));
    turned.add(second.mul(cos).add(first.mul(sin)));
    if (2 * half < headDim) {
      turned.add(parts.get(2));
    }
    return NDArrays.concat(turned, 3);
  }
}
