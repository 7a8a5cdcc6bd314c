package org.ilf4j.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attacks on the warm interpreter that once ended or slowed it: it goes on, unchanged. */
class HostileProgramTest {
  private static final Program NEXT =
      new Program("import os\ndef f(): return os.listdir('/tmp')", "", List.of("f()"));

  private WarmInterpreter python;

  @BeforeEach
  void start() {
    python = Sandbox.standard().start(0);
  }

  @AfterEach
  void end() {
    python.close();
  }

  @Test
  void aPipeOwnedByTheWarmInterpreterSendsItNoSignal() throws IOException {
    for (String command : List.of("fcntl.F_SETOWN, os.getppid()", "10, 9", "15, bytes(8)")) {
      String program =
          "import fcntl, os\ndef f():\n  fcntl.fcntl(os.pipe()[0], " + command + ")\n  return 1";
      Execution execution = python.run(new Program(program, "", List.of("f()")));
      assertThat(execution.end()).as(command).isEqualTo(new Execution.End.Signal(31));
    }
    assertGoesOn();
  }

  @Test
  void theWarmInterpreterKeepsItsPriorityAndProcessors() throws IOException {
    for (String attempt :
        List.of(
            "os.setpriority(os.PRIO_PROCESS, os.getppid(), 19)",
            "os.setpriority(os.PRIO_USER, os.getuid(), 19)",
            "os.sched_setscheduler(os.getppid(), os.SCHED_IDLE, os.sched_param(0))",
            "os.sched_setaffinity(os.getppid(), {0})")) {
      Execution execution =
          python.run(new Program("import os\ndef f(): " + attempt, "", List.of("f()")));
      assertThat(execution.steps().get(1)).as(attempt).isInstanceOf(Step.Raised.class);
      assertThat(((Step.Raised) execution.steps().get(1)).type()).isEqualTo("PermissionError");
    }
    assertGoesOn();
  }

  @Test
  void foldersOfAnyDepthAreRemoved() throws IOException {
    String program =
        "import os\n"
            + "def f():\n"
            + "  for i in range(300):\n"
            + "    open('file', 'w').close()\n"
            + "    os.symlink('/dev/null', 'link')\n"
            + "    os.mkdir('d')\n"
            + "    os.chdir('d')\n"
            + "  os.chmod('.', 0)\n"
            + "  return 1";
    Execution execution = python.run(new Program(program, "", List.of("f()")));
    assertThat(execution.steps()).hasSize(2);
    assertGoesOn();
  }

  @Test
  void thereAreNoFilesThatOnlyMemoryHolds() throws IOException {
    Program program =
        new Program("import os\ndef f(): return os.memfd_create('x')", "", List.of("f()"));
    Execution execution = python.run(program);
    assertThat(((Step.Raised) execution.steps().get(1)).type()).isEqualTo("PermissionError");
    assertGoesOn();
  }

  /** The program learns the token of its frames, says that it is done, and leaves. */
  @Test
  void aForgedEndGivesNoValues() throws IOException {
    Execution execution = python.run(new Program(HostilePrograms.FORGED_END, "", List.of("f()")));
    assertThat(execution.complete()).as("the forged frame is taken for a true one").isTrue();
    assertThat(execution.steps()).isEmpty();
    assertGoesOn();
  }

  private void assertGoesOn() throws IOException {
    Execution execution = python.run(NEXT);
    assertThat(execution.complete()).isTrue();
    assertThat(((Step.Returned) execution.steps().get(1)).value().repr(100)).isEqualTo("[]");
  }
}
