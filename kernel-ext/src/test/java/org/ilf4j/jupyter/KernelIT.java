package org.ilf4j.jupyter;

import java.nio.file.Path;
import org.ilf4j.jupyter.view.ViewPages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel as JupyterLab meets it: messages over its sockets, and a person at the browser. */
class KernelIT {
  private static final Path TESTS = PythonRun.MODULE.resolve("src/test/python");

  @Test
  void everyViewIsReadableByEveryone() throws Exception {
    ViewPages.write(PythonRun.MODULE.resolve("target/views"));
    PythonRun.succeeds(TESTS, "-m", "unittest", "-v", "test_views");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "test_kernel.Session",
        "test_kernel.Errors",
        "test_kernel.Views",
        "test_kernel.LongWork",
        "test_kernel.BusyWork",
        "test_interrupt",
        "test_restart",
        "test_nbconvert",
        "test_jdks",
        "test_stock",
        "test_ijava",
        "test_protocol",
        "test_kernel.BrokenInstallation",
        "test_doctor",
        "test_setup",
        "test_form.Handlers",
        "test_form.TwentyKills",
        "test_browser"
      })
  void theKernelBehaves(String tests) throws Exception {
    PythonRun.succeeds(TESTS, "-m", "unittest", "-v", tests);
  }
}
