package org.ilf4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.ilf4j.model.checkpoint.RandomWeights;
import org.ilf4j.model.engine.Engine;
import org.ilf4j.model.engine.Precision;
import org.junit.jupiter.api.Test;

class EngineChoiceTest {
  @Test
  void withTheModuleTheVectorEngineRuns() {
    assertThat(EngineChoice.vectorObstacle()).isEmpty();
  }

  @Test
  void withoutTheModuleDjlRunsAndASentenceSaysSo() throws Exception {
    String output = inAnotherJava(Choose.class);
    assertThat(output)
        .contains("start it with --add-modules jdk.incubator.vector")
        .contains("engine: DJL PyTorch")
        .contains("logits: 300");
  }

  /** Starts a Java of the same class path without extra modules. */
  private static String inAnotherJava(Class<?> main) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(), "-cp", System.getProperty("java.class.path"), main.getName())
            .redirectErrorStream(true)
            .start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  /** Chooses an engine and says which. */
  public static final class Choose {
    private Choose() {}

    /** Runs in the other Java. */
    public static void main(String[] arguments) {
      Engine engine = EngineChoice.of(RandomWeights.of(RandomWeights.tiny(), 1), Precision.FLOAT32);
      System.out.println("engine: " + engine.name());
      System.out.println("logits: " + engine.logits(new int[] {1})[0].length);
    }
  }
}
