package org.ilf4j.model.vector;

import org.ilf4j.model.engine.Precision;

/**
 * Lets the compiler meet the kernels while weights are still being read: until it has compiled
 * them, vector code runs a hundred times slower. Once per process, on a thread of its own, for a
 * second or two.
 */
final class WarmUp {
  private static final int ROUNDS = 12_000;
  private static final int DEPTH = 16;

  private WarmUp() {}

  /** Begins, if nobody has in this process. */
  static void begin(Precision precision) {
    Common.THREAD.isAlive();
    switch (precision) {
      case BFLOAT16 -> Brains.THREAD.isAlive();
      case INT8 -> Bytes.THREAD.isAlive();
      default -> {}
    }
  }

  /** Initialised by the first caller. */
  private static final class Common {
    static final Thread THREAD = start(WarmUp::common);
  }

  /** Initialised by the first caller with bfloat16. */
  private static final class Brains {
    static final Thread THREAD = start(WarmUp::brains);
  }

  /** Initialised by the first caller with int8. */
  private static final class Bytes {
    static final Thread THREAD = start(WarmUp::bytes);
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work, "ilf4j-warm-up");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void brains() {
    int[] words = new int[DEPTH * BrainMatrix.WORDS];
    float[] numbers = new float[DEPTH * Tile.WIDTH];
    for (int round = 0; round < ROUNDS; round++) {
      BrainMatrix.multiply(numbers, 0, DEPTH, words, 0, numbers, 0);
      BrainMatrix.widen(words, 0, DEPTH, numbers);
    }
  }

  private static void bytes() {
    int[] words = new int[DEPTH * ByteMatrix.WORDS];
    float[] numbers = new float[DEPTH * Tile.WIDTH];
    for (int round = 0; round < ROUNDS; round++) {
      ByteMatrix.multiply(numbers, 0, DEPTH, words, 0, numbers, 0);
      ByteMatrix.widen(words, 0, DEPTH, numbers);
    }
  }

  private static void common() {
    float[] numbers = new float[Tile.WIDTH * Tile.WIDTH];
    float[] sums = new float[Tile.ROWS * Tile.WIDTH];
    for (int round = 0; round < ROUNDS; round++) {
      int rows = Tile.ROWS - round % 2;
      Tile.multiply(rows, numbers, 0, DEPTH, DEPTH, numbers, 0, sums, 0, Tile.WIDTH);
      Tile.multiplyRow(numbers, 0, DEPTH, numbers, 0, sums, 0, Tile.WIDTH / 2);
      Mixture.add(rows, numbers, 0, DEPTH, DEPTH, numbers, 0, 32, sums, 0, 32);
      Mixture.addFourHeads(numbers, 0, DEPTH, DEPTH, numbers, 0, 512, 32, sums, 0);
      Worker.activate(sums, 0, numbers, 0);
      Lanes.softmaxWeights(numbers, 0, Tile.WIDTH, 1, sums, 0);
      Lanes.layerNorm(numbers, 0, Tile.WIDTH, numbers, numbers, 1, sums, 0);
    }
  }
}
