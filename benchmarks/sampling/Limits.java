import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The machine's own limits on one thread: multiply-adds in registers, and reading memory. */
public final class Limits {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

  public static void main(String[] a) {
    double flops = 0;
    double bytes = 0;
    float[] large = new float[1 << 27];
    float sink = 0;
    for (int run = 0; run < 40; run++) {
      long start = System.nanoTime();
      sink += multiplyAdd(2_000_000);
      flops = Math.max(flops, 10.0 * S.length() * 2 * 2e6 / (System.nanoTime() - start));
      if (run % 4 == 0) {
        start = System.nanoTime();
        sink += sum(large);
        bytes = Math.max(bytes, 4.0 * large.length / (System.nanoTime() - start));
      }
    }
    System.out.printf(
        "{\"engine\": \"limits\", \"vector_bits\": %d, \"multiply_add_gflops\": %.0f, \"read_gb_per_s\": %.1f, \"check\": %.0f}%n",
        S.vectorBitSize(), flops, bytes, sink * 0);
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
