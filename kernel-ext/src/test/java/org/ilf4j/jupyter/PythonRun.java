package org.ilf4j.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Runs Python of the environment that {@code ./ilf} makes, with this build's kernel installed. */
final class PythonRun {
  static final Path MODULE = Path.of("").toAbsolutePath();

  private PythonRun() {}

  /** Fails with the program's output if its status is not 0; skips aloud without an environment. */
  static void succeeds(Path folder, String... arguments) throws IOException, InterruptedException {
    String python = System.getenv("ILF_PYTHON");
    if (python == null) {
      System.out.println("skipped: ILF_PYTHON is not set; ./ilf verify sets it.");
    }
    Assumptions.assumeTrue(python != null, "ILF_PYTHON is not set");
    List<String> command = new ArrayList<>(List.of(python));
    command.addAll(List.of(arguments));
    // Not the tests' own standard input: the test runner sends its commands there.
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .inheritIO()
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    environment(builder.environment());
    assertThat(builder.start().waitFor()).as("status of %s, see above", command).isZero();
  }

  private static void environment(Map<String, String> environment) {
    environment.put("JUPYTER_PATH", MODULE.resolve("target/jupyter").toString());
    environment.put(
        "PATH",
        Path.of(System.getProperty("java.home"), "bin")
            + File.pathSeparator
            + environment.get("PATH"));
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
  }

  static List<Path> files(Path folder, String suffix) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }
}
