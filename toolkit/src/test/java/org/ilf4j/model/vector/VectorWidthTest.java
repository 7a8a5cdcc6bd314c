package org.ilf4j.model.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.ilf4j.model.checkpoint.RandomWeights;
import org.ilf4j.model.engine.Engine;
import org.junit.jupiter.api.Test;

/** The same bits whatever the machine's vectors: other Javas run with narrower ones. */
class VectorWidthTest {
  @Test
  void narrowerVectorsGiveTheSameBits() throws Exception {
    if (!System.getProperty("os.arch").equals("amd64")) {
      System.out.println("skipped: narrower vectors can be asked for on amd64 only");
      return;
    }
    String here = inAnotherJava(List.of());
    String narrow = inAnotherJava(List.of("-XX:UseAVX=2"));
    if (here.contains("(512 bit)")) {
      assertThat(narrow).contains("(256 bit)");
    } else {
      System.out.println("this machine's vectors are narrow already: one width was tested");
    }
    assertThat(digest(narrow)).isEqualTo(digest(here)).hasSize(64);
    assertThat(digest(inAnotherJava(List.of("-Dilf4j.test.seed=8")))).isNotEqualTo(digest(here));
  }

  private static String digest(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith("digest "))
        .findFirst()
        .orElseThrow()
        .substring("digest ".length());
  }

  private static String inAnotherJava(List<String> flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Logits.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  /** Prints a digest of a text's logits. */
  public static final class Logits {
    private Logits() {}

    /** Runs in the other Java. */
    public static void main(String[] arguments) throws Exception {
      CodeGenConfig config = CodeGenConfig.of(513, 300, 2, 96, 4, 24, 0);
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      int seed = Integer.getInteger("ilf4j.test.seed", 7);
      try (Engine engine = new VectorEngine(RandomWeights.of(config, seed), 1)) {
        System.out.println(engine.name());
        for (float[] row : engine.logits(new Random(1).ints(150, 0, 513).toArray())) {
          ByteBuffer bytes = ByteBuffer.allocate(row.length * Float.BYTES);
          bytes.asFloatBuffer().put(row);
          digest.update(bytes);
        }
      }
      System.out.println("digest " + java.util.HexFormat.of().formatHex(digest.digest()));
    }
  }
}
