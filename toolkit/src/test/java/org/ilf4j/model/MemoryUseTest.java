package org.ilf4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.ilf4j.model.checkpoint.RandomWeights;
import org.ilf4j.model.engine.Engine;
import org.ilf4j.model.engine.Precision;
import org.ilf4j.model.vector.VectorEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What loading takes at its peak, and that closing gives it back. */
@Timeout(120)
class MemoryUseTest {
  private static final CodeGenConfig CONFIG = CodeGenConfig.of(20_000, 128, 12, 512, 8, 32, 0);

  /** What Java itself needs of its heap, whatever the model. */
  private static final int JAVA_MEGABYTES = 24;

  @TempDir Path folder;

  @Test
  void loadingTakesAtMostAFifthMoreThanTheWeights() throws Exception {
    zeros(CONFIG).save(folder);
    for (Precision precision : List.of(Precision.FLOAT32, Precision.BFLOAT16, Precision.INT8)) {
      long weights = precision.bytes(CONFIG);
      long heap = (long) (1.2 * weights / (1 << 20)) + JAVA_MEGABYTES;
      assertThat(inAnotherJava(heap, precision)).contains("loaded: ").contains(" " + precision);
      long tooLittle = (long) (0.95 * weights / (1 << 20));
      assertThat(inAnotherJava(tooLittle, precision)).contains("OutOfMemoryError");
    }
  }

  private static Checkpoint zeros(CodeGenConfig config) {
    Map<String, float[]> zeros = new LinkedHashMap<>();
    Checkpoint names = RandomWeights.of(CodeGenConfig.of(300, 64, 12, 32, 4, 4, 0), 1);
    long d = config.width();
    for (String name : names.names()) {
      long[] small = names.shape(name);
      int size = 1;
      for (long extent : small) {
        size *= (int) (extent == 300 ? config.vocabSize() : extent / 32 * d);
      }
      zeros.put(name, new float[size]);
    }
    return Checkpoint.of(config, zeros);
  }

  private String inAnotherJava(long megabytes, Precision precision)
      throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-Xmx" + megabytes + "m",
                "-cp",
                System.getProperty("java.class.path"),
                Load.class.getName(),
                folder.toString(),
                precision.name())
            .redirectErrorStream(true)
            .start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  /** Loads a folder. */
  public static final class Load {
    private Load() {}

    /** Runs in the other Java. */
    public static void main(String[] arguments) {
      Checkpoint checkpoint = Checkpoint.read(Path.of(arguments[0]));
      try (Engine engine = new VectorEngine(checkpoint, Precision.valueOf(arguments[1]), 1)) {
        System.out.println("loaded: " + engine.name());
      }
    }
  }

  @Test
  void closingGivesTheWeightsBack() throws InterruptedException {
    Checkpoint checkpoint = RandomWeights.of(RandomWeights.tiny(), 7);
    try (CodeGen model = CodeGen.of(checkpoint, new CharacterTokenizer(), "tiny")) {
      WeakReference<Engine> engine = new WeakReference<>(model.engine());
      model.complete("def f(");
      model.close();
      while (engine.get() != null) {
        System.gc();
        Thread.sleep(10);
      }
      assertThat(model.complete("def f(").text()).as("loads again").isNotNull();
    }
  }
}
