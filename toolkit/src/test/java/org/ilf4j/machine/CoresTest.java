package org.ilf4j.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoresTest {
  @TempDir Path root;

  @Test
  void threadsThatComputeTakePhysicalCores() {
    Cores cores = new Cores(8, 4);
    assertThat(cores.forSampling()).isEqualTo(4);
    assertThat(cores.forTraining()).isEqualTo(4);
    assertThat(cores.forJudging()).isEqualTo(8);
    assertThat(new Cores(128, 64).forSampling()).as("more were never measured").isEqualTo(16);
    assertThatThrownBy(() -> new Cores(2, 4)).hasMessageContaining("2 processors on 4 cores");
  }

  @Test
  void siblingsAreOneCore() throws IOException {
    processors("0-7", "0,4", "1,5", "2,6", "3,7", "0,4", "1,5", "2,6", "3,7");
    assertThat(new Topology(root).physicalCores()).hasValue(4);
  }

  /** A container on a part of a large machine has the part's cores. */
  @Test
  void onlyProcessorsOfThisProcessCount() throws IOException {
    processors("0,2,4,6-7", "0,4", "1,5", "2,6", "3,7", "0,4", "1,5", "2,6", "3,7");
    assertThat(new Topology(root).physicalCores()).as("0 and 4, 2 and 6, 7").hasValue(3);
  }

  @Test
  void whereTheSystemDoesNotTellEveryProcessorCounts() throws IOException {
    assertThat(new Topology(root).physicalCores()).isEqualTo(OptionalInt.empty());
    processors("0-1", "0");
    assertThat(new Topology(root).physicalCores()).as("no file for 1").isEmpty();
    processors("none", "0");
    assertThat(new Topology(root).physicalCores()).isEmpty();
  }

  private void processors(String allowed, String... siblings) throws IOException {
    Path status = root.resolve("proc/self/status");
    Files.createDirectories(status.getParent());
    Files.writeString(
        status, "Name:\tjava\nCpus_allowed:\tff\nCpus_allowed_list:\t" + allowed + "\n");
    for (int i = 0; i < siblings.length; i++) {
      Path folder = root.resolve("sys/devices/system/cpu/cpu" + i + "/topology");
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("thread_siblings_list"), siblings[i] + "\n");
    }
  }

  /** A quota reaches Java as this option does: as fewer available processors. */
  @Test
  void aQuotaLimitsAllThree() throws Exception {
    assertThat(inAnotherJava("-XX:ActiveProcessorCount=1")).isEqualTo("1 1 1");
  }

  @Test
  void theSettingReplacesAllThree() throws Exception {
    assertThat(inAnotherJava("-Dilf4j.threads=3")).isEqualTo("3 3 3");
    assertThat(inAnotherJava("-Dilf4j.threads=0")).isEqualTo(told(Cores.ofThisProcess()));
  }

  private static String inAnotherJava(String option) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(option, "-cp", System.getProperty("java.class.path")));
    command.add(Tell.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      return output.strip();
    } finally {
      process.destroyForcibly();
    }
  }

  private static String told(Cores cores) {
    return cores.forSampling() + " " + cores.forJudging() + " " + cores.forTraining();
  }

  /** Tells the three numbers. */
  public static final class Tell {
    private Tell() {}

    /** Runs in the other Java. */
    public static void main(String[] arguments) {
      System.out.println(told(Cores.ofThisProcess()));
    }
  }
}
