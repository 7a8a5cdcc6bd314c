package org.ilf4j.model.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.ilf4j.model.checkpoint.RandomWeights;
import org.ilf4j.model.engine.Engine;
import org.ilf4j.model.engine.Precision;
import org.junit.jupiter.api.Test;

/** The same bits whatever the machine's vectors and whatever the Java: others run beside. */
class VectorWidthTest {
  @Test
  void narrowerVectorsGiveTheSameBits() throws Exception {
    if (!System.getProperty("os.arch").equals("amd64")) {
      System.out.println("skipped: narrower vectors can be asked for on amd64 only");
      return;
    }
    String here = inAnotherJava(List.of());
    String narrow = inAnotherJava(narrow());
    if (here.contains("(512 bit)")) {
      assertThat(narrow).contains("(256 bit)");
    } else {
      System.out.println("this machine's vectors are narrow already: one width was tested");
    }
    assertThat(digest(narrow)).isEqualTo(digest(here)).hasSize(64);
    assertThat(digest(inAnotherJava(List.of("-Dilf4j.test.seed=8")))).isNotEqualTo(digest(here));
  }

  @Test
  void anotherJavaGivesTheSameBits() throws Exception {
    Path here = Path.of(System.getProperty("java.home"));
    List<Path> others = otherJavas(here);
    if (others.isEmpty()) {
      System.out.println("skipped: no other JDK from 17 on beside " + here);
    }
    String expected = digest(inAnotherJava(List.of()));
    for (Path other : others) {
      for (List<String> flags : List.of(List.<String>of(), narrow())) {
        String output = inAnotherJava(other, flags);
        assertThat(digest(output)).as("%s %s: %s", other, flags, output).isEqualTo(expected);
        String what =
            output.lines().filter(line -> line.startsWith("Java ")).findFirst().orElseThrow();
        System.out.println("the same bits on " + what);
      }
    }
  }

  /** Asks for vectors of 256 bits where that can be asked for. */
  private static List<String> narrow() {
    return System.getProperty("os.arch").equals("amd64") ? List.of("-XX:UseAVX=2") : List.of();
  }

  /** Javas of other versions in the same folder, one of each version. */
  private static List<Path> otherJavas(Path here) throws IOException {
    Map<String, Path> byVersion = new TreeMap<>();
    try (Stream<Path> neighbours = Files.list(here.toRealPath().getParent())) {
      for (Path home : neighbours.sorted().toList()) {
        String version = version(home);
        if (Files.isExecutable(home.resolve("bin/java")) && version.matches("1[7-9]|[2-9]\\d")) {
          byVersion.put(version, home);
        }
      }
    }
    byVersion.remove(String.valueOf(Runtime.version().feature()));
    return List.copyOf(byVersion.values());
  }

  /** The first number of a JDK's version, or an empty text. */
  private static String version(Path home) throws IOException {
    Path release = home.resolve("release");
    return Files.isReadable(release)
        ? Files.readString(release).replaceAll("(?s).*JAVA_VERSION=\"(\\d+).*", "$1")
        : "";
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
    return inAnotherJava(Path.of(System.getProperty("java.home")), flags);
  }

  private static String inAnotherJava(Path home, List<String> flags)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/java").toString());
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
      System.out.print("Java " + Runtime.version() + ": ");
      for (Precision precision : List.of(Precision.FLOAT32, Precision.BFLOAT16, Precision.INT8)) {
        try (Engine engine = new VectorEngine(RandomWeights.of(config, seed), precision, 1)) {
          System.out.print(engine.name() + "; ");
          for (float[] row : engine.logits(new Random(1).ints(150, 0, 513).toArray())) {
            ByteBuffer bytes = ByteBuffer.allocate(row.length * Float.BYTES);
            bytes.asFloatBuffer().put(row);
            digest.update(bytes.array());
          }
        }
      }
      System.out.println();
      System.out.println("digest " + java.util.HexFormat.of().formatHex(digest.digest()));
    }
  }
}
