package org.ilf4j.model.vector;

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
  static void begin() {
    Begun.THREAD.isAlive();
  }

  /** Initialised by the first caller. */
  private static final class Begun {
    static final Thread THREAD = start();

    private static Thread start() {
      Thread thread = new Thread(WarmUp::run, "ilf4j-warm-up");
      thread.setDaemon(true);
      thread.start();
      return thread;
    }
  }

  private static void run() {
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
