package org.ilf4j.model.parity;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where reference results are found: a few small cases beside the tests, and all cases in the
 * folder named by {@code ILF_PARITY_DIR}, or made by the Python named by {@code ILF_PARITY_PYTHON}
 * (one with requirements-parity.txt installed).
 */
final class ReferenceFolders {
  private ReferenceFolders() {}

  static List<Path> golden() throws IOException, URISyntaxException {
    return folders(
        Path.of(ReferenceFolders.class.getResource("golden-4-blocks").toURI()).getParent());
  }

  /** Empty, with a printed reason, where neither variable is set. */
  static List<Path> made() throws IOException, InterruptedException {
    String folder = System.getenv("ILF_PARITY_DIR");
    if (folder != null) {
      return folders(Path.of(folder));
    }
    if (python() == null) {
      System.out.println(
          "skipped: the larger comparisons with transformers; set ILF_PARITY_PYTHON to a Python"
              + " with toolkit/src/test/python/requirements-parity.txt installed.");
      return List.of();
    }
    Path made = Path.of("target", "parity").toAbsolutePath();
    if (!Files.exists(made)) {
      run("make", made.toString());
    }
    return folders(made);
  }

  private static List<Path> folders(Path root) throws IOException {
    try (Stream<Path> children = Files.list(root)) {
      return children.filter(Files::isDirectory).sorted().toList();
    }
  }

  /** The Python that has transformers, or null. */
  static String python() {
    return System.getenv("ILF_PARITY_PYTHON");
  }

  /** Runs model_reference.py and returns what it prints, line by line. */
  static List<String> run(String... arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile("reference", ".txt");
    Path script = Path.of("src", "test", "python", "model_reference.py");
    List<String> command =
        Stream.concat(Stream.of(python(), script.toString()), Stream.of(arguments)).toList();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("Failed with " + process.exitValue() + ": " + command);
    }
    return Files.readAllLines(output);
  }
}
