package org.ilf4j.model;

/**
 * Random numbers by address: the number at (seed, stream, sample, position) is a hash of the four,
 * so it does not depend on what was drawn before it or beside it.
 */
final class RandomStream {
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private RandomStream() {}

  /**
   * A uniform number in [0, 1) with 53 random bits.
   *
   * @param seed the run's seed
   * @param stream the request's stream, such as a task id
   * @param sample the sample's index
   * @param position the token's index within the completion
   */
  static double uniform(long seed, long stream, int sample, int position) {
    long hash = mix(seed + STEP);
    hash = mix(hash ^ (stream * STEP + 1));
    hash = mix(hash ^ (((long) sample << 32 | position) + STEP));
    return (hash >>> 11) * 0x1p-53;
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014): each bit of z moves every bit. */
  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
