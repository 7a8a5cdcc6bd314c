package org.ilf4j.jupyter;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel as JupyterLab meets it: messages over its sockets. */
class KernelIT {
  private static final Path TESTS = PythonRun.MODULE.resolve("src/test/python");

  @ParameterizedTest
  @ValueSource(strings = {"Session", "Views", "LongWork", "BrokenInstallation"})
  void theKernelBehaves(String tests) throws Exception {
    PythonRun.succeeds(TESTS, "-m", "unittest", "-v", "test_kernel." + tests);
  }
}
