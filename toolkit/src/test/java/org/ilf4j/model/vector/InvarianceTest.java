package org.ilf4j.model.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.ilf4j.model.checkpoint.RandomWeights;
import org.ilf4j.model.engine.Engine;
import org.ilf4j.model.engine.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A text's logits are the same bits as its whole in one pass, and as a prompt of any length that
 * goes on token by token: alone, among up to 6 and up to 29 others of its own and other prompts,
 * which come and go, in any order, on one thread and on two. A prompt cut anywhere is also what a
 * resumed run computes.
 *
 * <p>{@code -Dilf4j.invariance.logits=100000000} compares so many, {@code
 * -Dilf4j.invariance.checkpoint=FOLDER} takes a model of yours.
 */
class InvarianceTest {
  private static final long LOGITS = Long.getLong("ilf4j.invariance.logits", 1_500_000);
  private static final String FOLDER = System.getProperty("ilf4j.invariance.checkpoint");
  private static final int LONGEST = 140;
  private static final int MOST_STEPS = 24;

  private static Checkpoint checkpoint() {
    return FOLDER == null
        ? RandomWeights.of(CodeGenConfig.of(5001, 200, 2, 96, 4, 24, 0), 3)
        : Checkpoint.read(Path.of(FOLDER));
  }

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"FLOAT32", "BFLOAT16", "INT8"})
  void noBitDependsOnCompanyThreadsOrTheBorderOfThePrompt(Precision precision) {
    Checkpoint checkpoint = checkpoint();
    Random random = new Random(17);
    long compared = 0;
    long differing = 0;
    try (Engine one = new VectorEngine(checkpoint, precision, 1);
        Engine two = new VectorEngine(checkpoint, precision, 2)) {
      while (compared < LOGITS) {
        int length = 2 + random.nextInt(LONGEST - 1);
        int split = Math.max(1 + random.nextInt(length - 1), length - MOST_STEPS);
        int[] text = random.ints(length, 0, checkpoint.config().vocabSize()).toArray();
        float[][] whole = Arrays.copyOfRange(one.logits(text), split - 1, length);
        for (Engine engine : List.of(one, two)) {
          for (int company : new int[] {0, 6, 29}) {
            differing += differing(Company.logits(engine, text, split, company), whole);
            compared += (long) whole.length * whole[0].length;
          }
        }
        controlsMustDiffer(one, text, split, whole);
      }
    }
    System.out.printf(
        "invariance, %s: %,d logits compared, %d differ%n", precision, compared, differing);
    assertThat(differing).isZero();
  }

  /** The same comparison sees another first token. */
  private static void controlsMustDiffer(Engine one, int[] text, int split, float[][] whole) {
    int[] other = text.clone();
    other[0] = (other[0] + 1) % one.config().vocabSize();
    float[][] otherWhole = Arrays.copyOfRange(one.logits(other), split - 1, text.length);
    assertThat(differing(otherWhole, whole)).isGreaterThan(whole.length);
  }

  private static long differing(float[][] found, float[][] expected) {
    assertThat(found.length).isEqualTo(expected.length);
    long differing = 0;
    for (int i = 0; i < found.length; i++) {
      for (int j = 0; j < expected[i].length; j++) {
        boolean same =
            Float.floatToRawIntBits(found[i][j]) == Float.floatToRawIntBits(expected[i][j]);
        differing += same ? 0 : 1;
      }
    }
    return differing;
  }
}
