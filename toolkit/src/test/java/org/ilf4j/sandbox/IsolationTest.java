package org.ilf4j.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a program finds inside the sandbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationTest {
  private WarmInterpreter python;

  @BeforeAll
  void start() {
    python = Sandbox.standard().start(0);
  }

  @AfterAll
  void end() {
    python.close();
  }

  @Test
  void theRootHoldsJustTheInterpreter() throws IOException {
    String found = value("import ctypes, os\ndef f():\n  return sorted(os.listdir('/'))", "f()");
    assertThat(found).contains("'dev'", "'tmp'", "'usr'").doesNotContain("etc", "proc", "work");
  }

  @Test
  void theUserIsNobodyAndHasNoRights() throws IOException {
    String program =
        "import ctypes, os\n"
            + "def f():\n"
            + "  libc = ctypes.CDLL(None)\n"
            + "  return os.getuid() != 0, os.geteuid() != 0, libc.setuid(0), libc.prctl(39, 0, 0, 0, 0)\n";
    assertThat(value(program, "f()")).isEqualTo("(True, True, -1, 1)");
  }

  @Test
  void noSocketCanBeMadeEvenWithoutPython() throws IOException {
    String program = "import ctypes\ndef f():\n  return ctypes.CDLL(None).socket(2, 1, 0)";
    Execution execution = python.run(new Program(program, "", List.of("f()")));
    assertThat(execution.complete()).isFalse();
    assertThat(execution.end()).isEqualTo(new Execution.End.Signal(31));
  }

  @Test
  void theHostsNamesAreHidden() throws IOException {
    assertThat(value("import os\ndef f():\n  return os.uname().nodename", "f()"))
        .isEqualTo("'sandbox'");
  }

  @Test
  void nothingOfAProgramReachesTheNext() throws IOException {
    String writes =
        "import builtins\nbuiltins.left = 1\nopen('left', 'w').write('x')\ndef f(): pass";
    assertThat(value(writes, "f()")).isEqualTo("None");
    String looks =
        "import builtins, os\ndef f(): return hasattr(builtins, 'left'), os.listdir('.')";
    assertThat(value(looks, "f()")).isEqualTo("(False, [])");
  }

  @Test
  void memoryStaysFlat() throws IOException {
    assertThat(value("def f(): return 1", "f()")).isEqualTo("1");
    long before = residentKilobytes();
    for (int i = 0; i < 500; i++) {
      python.run(new Program("def f(x): return [x] * 1000", "", List.of("f(" + i + ")")));
    }
    assertThat(residentKilobytes() - before).isLessThan(4_000);
  }

  @Test
  void refusesWithTheOneCommandWhereThereIsNoBubblewrap() {
    PythonInstallation python = PythonInstallation.find();
    assertThatThrownBy(() -> Bubblewrap.find(python, "/nowhere"))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("sudo apt-get install bubblewrap")
        .hasMessageContaining("Sandbox.unsafe()");
  }

  private long residentKilobytes() throws IOException {
    long all = 0;
    for (ProcessHandle process :
        ProcessHandle.of(python.pid()).orElseThrow().descendants().toList()) {
      String status =
          java.nio.file.Files.readString(
              java.nio.file.Path.of("/proc/" + process.pid() + "/status"),
              java.nio.charset.StandardCharsets.ISO_8859_1);
      Matcher size = Pattern.compile("VmRSS:\\s+(\\d+)").matcher(status);
      all += size.find() ? Long.parseLong(size.group(1)) : 0;
    }
    return all;
  }

  private String value(String program, String call) throws IOException {
    Execution execution = python.run(new Program(program, "", List.of(call)));
    if (execution.violation() != null) {
      return "violation " + execution.violation();
    }
    Step last = execution.steps().get(execution.steps().size() - 1);
    return last instanceof Step.Returned returned
        ? returned.value().repr(500)
        : last.getClass().getSimpleName();
  }
}
