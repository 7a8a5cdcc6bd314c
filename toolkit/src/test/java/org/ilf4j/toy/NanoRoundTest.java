package org.ilf4j.toy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ilf4j.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small round with the embedded model, the real trainer and the real judge. */
class NanoRoundTest {
  private static final int KILLS = 3;

  @TempDir private Path folder;

  @Test
  void aRoundKilledAtRandomPointsEndsAsAnUnbrokenOne() throws Exception {
    String unbroken = NanoRound.run(folder.resolve("unbroken")).toString();
    System.out.println(unbroken);
    double seconds =
        RunDirectory.at(folder.resolve("unbroken")).stages().stream()
            .mapToDouble(stage -> stage.seconds())
            .sum();
    Path killed = folder.resolve("killed");
    long seed = System.nanoTime();
    System.out.println("seed of the kills: " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < KILLS; i++) {
      Process child = ChildJvm.start(NanoRound.class, killed.toString());
      long wait = 1500 + (long) (random.nextDouble() * 700 * seconds);
      boolean ended = child.waitFor(wait, TimeUnit.MILLISECONDS);
      child.destroyForcibly().waitFor();
      assertThat(ended && child.exitValue() != 0).as("the child failed by itself").isFalse();
    }
    assertThat(NanoRound.run(killed).toString()).isEqualTo(unbroken);
  }
}
