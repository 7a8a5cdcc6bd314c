package org.ilf4j.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Python interpreter and the places it needs to run, as it names them itself.
 *
 * @param executable the interpreter's file
 * @param version such as {@code [3, 11, 2]}
 * @param standardLibrary folders of the standard library
 * @param sharedLibraries folders of the shared libraries it loads
 * @param loaders the system's program loaders
 * @param hidden folders in the standard library that programs must not see
 * @param links the root's links, such as {@code /lib} to {@code usr/lib}
 */
record PythonInstallation(
    String executable,
    List<Integer> version,
    List<String> standardLibrary,
    List<String> sharedLibraries,
    List<String> loaders,
    List<String> hidden,
    Map<String, String> links) {
  private static final int OLDEST_MINOR = 10;
  private static final int ENOUGH_SECONDS = 20;

  /**
   * Finds an interpreter: {@code ILF4J_PYTHON} if set, else the system's, which every user can
   * read, else the first on the path.
   *
   * @throws SandboxException if there is none of version 3.10 or later
   */
  static PythonInstallation find() {
    String chosen = System.getenv("ILF4J_PYTHON");
    List<String> candidates =
        chosen != null ? List.of(chosen) : List.of("/usr/bin/python3", "python3", "python");
    List<String> tried = new ArrayList<>();
    for (String candidate : candidates) {
      try {
        PythonInstallation found = ask(candidate);
        if (found.version().get(0) == 3 && found.version().get(1) >= OLDEST_MINOR) {
          return found;
        }
        tried.add(candidate + " is " + found.versionText());
      } catch (IOException e) {
        tried.add(candidate + " does not run");
      }
    }
    throw new SandboxException(
        "Programs need Python 3.10 or later, but "
            + String.join(", ", tried)
            + "; install python3 or set ILF4J_PYTHON to an interpreter's path.");
  }

  /** The version as text. */
  String versionText() {
    return version.get(0) + "." + version.get(1) + "." + version.get(2);
  }

  private static PythonInstallation ask(String python) throws IOException {
    Process process =
        new ProcessBuilder(python, "-I", "-c", Scripts.read("probe.py"))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      process.getOutputStream().close();
      byte[] answer = process.getInputStream().readAllBytes();
      if (!process.waitFor(ENOUGH_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("no answer");
      }
      return new ObjectMapper()
          .readValue(new String(answer, StandardCharsets.UTF_8), PythonInstallation.class);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("Interrupted while looking for Python.", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
