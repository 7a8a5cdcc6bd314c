package org.ilf4j.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every notebook, and the README's cells, run from top to bottom. What it must have found it
 * asserts itself, or a file of Java in {@code src/test/notebooks} does, run as one more cell of the
 * same session.
 */
class NotebooksIT {
  private static final Path NOTEBOOKS = PythonRun.MODULE.resolve("../notebooks").normalize();
  private static final Path CHECKS = PythonRun.MODULE.resolve("src/test/notebooks");

  static Stream<Path> notebooks() throws Exception {
    Path readme = PythonRun.MODULE.resolve("../README.md").normalize();
    return Stream.concat(PythonRun.files(NOTEBOOKS, ".ipynb").stream(), Stream.of(readme));
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void theNotebookRunsAndFindsWhatItSays(Path notebook) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                PythonRun.MODULE.resolve("src/main/python/run_notebook.py").toString(),
                notebook.toString(),
                "--out",
                PythonRun.MODULE.resolve("target/notebooks").toString()));
    Path check = check(notebook);
    if (Files.exists(check)) {
      arguments.addAll(List.of("--check", check.toString()));
    }
    PythonRun.succeeds(NOTEBOOKS, arguments.toArray(String[]::new));
  }

  @Test
  void everyNotebookIsCommittedWithoutOutputsAndWithAsserts() throws Exception {
    for (Path notebook : PythonRun.files(NOTEBOOKS, ".ipynb")) {
      String source = Files.readString(notebook);
      assertThat(source).as("%s", notebook).doesNotContain("\"output_type\"");
      assertThat(Files.exists(check(notebook)) || source.contains("AssertionError"))
          .as("%s asserts its results, itself or in src/test/notebooks", notebook)
          .isTrue();
    }
  }

  private static Path check(Path notebook) {
    return CHECKS.resolve(notebook.getFileName().toString().replaceFirst("[.]\\w+$", ".java"));
  }
}
