import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The machine's own limits: multiply-adds in registers, and reading memory, on one thread and on
 * two. A decoding step of n rows must at least read all weights once and multiply each n times.
 */
public final class Limits {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int ROUNDS = 10;
  private static final int MULTIPLY_ADDS = 2_000_000;

  public static void main(String[] a) {
    float[][] memory = new float[2][1 << 27];
    double check = 0;
    double[] flops = new double[2];
    double[] bytes = new double[2];
    for (int round = 0; round < ROUNDS; round++) {
      for (int threads = 1; threads <= 2; threads++) {
        long start = System.nanoTime();
        check += onThreads(threads, t -> multiplyAdd(10 * MULTIPLY_ADDS));
        long middle = System.nanoTime();
        check += onThreads(threads, t -> sum(memory[t]));
        long end = System.nanoTime();
        double work = 10.0 * 10 * S.length() * 2 * MULTIPLY_ADDS * threads;
        flops[threads - 1] = Math.max(flops[threads - 1], work / (middle - start));
        bytes[threads - 1] =
            Math.max(bytes[threads - 1], 4.0 * memory[0].length * threads / (end - middle));
      }
    }
    System.out.printf(
        "{\"vector_bits\": %d, \"gflops\": [%.0f, %.0f], \"read_gb_per_s\": [%.1f, %.1f],"
            + " \"check\": %.0f}%n",
        S.vectorBitSize(), flops[0], flops[1], bytes[0], bytes[1], check * 0);
  }

  private interface Work {
    float on(int thread);
  }

  private static double onThreads(int threads, Work work) {
    return IntStream.range(0, threads).parallel().mapToDouble(work::on).sum();
  }

  /** Ten independent sums hide the latency. */
  private static float multiplyAdd(int rounds) {
    FloatVector x = FloatVector.broadcast(S, 0.999f);
    FloatVector s0 = x, s1 = x, s2 = x, s3 = x, s4 = x, s5 = x, s6 = x, s7 = x, s8 = x, s9 = x;
    for (int i = 0; i < rounds; i++) {
      s0 = s0.fma(x, x);
      s1 = s1.fma(x, x);
      s2 = s2.fma(x, x);
      s3 = s3.fma(x, x);
      s4 = s4.fma(x, x);
      s5 = s5.fma(x, x);
      s6 = s6.fma(x, x);
      s7 = s7.fma(x, x);
      s8 = s8.fma(x, x);
      s9 = s9.fma(x, x);
    }
    return s0.add(s1).add(s2).add(s3).add(s4).add(s5).add(s6).add(s7).add(s8).add(s9).lane(0);
  }

  private static float sum(float[] numbers) {
    FloatVector s0 = FloatVector.zero(S), s1 = s0, s2 = s0, s3 = s0;
    for (int i = 0; i < numbers.length; i += 4 * S.length()) {
      s0 = s0.add(FloatVector.fromArray(S, numbers, i));
      s1 = s1.add(FloatVector.fromArray(S, numbers, i + S.length()));
      s2 = s2.add(FloatVector.fromArray(S, numbers, i + 2 * S.length()));
      s3 = s3.add(FloatVector.fromArray(S, numbers, i + 3 * S.length()));
    }
    return s0.add(s1).add(s2).add(s3).lane(0);
  }
}
