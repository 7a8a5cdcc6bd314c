package org.ilf4j.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever runs the judge: the namespaces are private, and the limit on processes binds. */
class SandboxUserTest {
  private static final Sandbox BEST = Sandbox.standard();
  private static final List<String> ALWAYS = List.of("pid", "ipc", "uts", "net", "mnt");

  /** The ways that this machine and this user have. */
  static Stream<SandboxUser> ways() {
    if (!SandboxUser.isRoot()) {
      System.out.println("skipped: root's two ways, as this is not root");
      return Stream.of(SandboxUser.OURS);
    }
    if (!BEST.hasUserNamespace()) {
      System.out.println("skipped: an unused user before bubblewrap, which this machine forbids");
      return Stream.of(SandboxUser.UNUSED_WITHIN);
    }
    return Stream.of(SandboxUser.UNUSED_BEFORE, SandboxUser.UNUSED_WITHIN);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void theNamespacesArePrivate(SandboxUser user) throws IOException {
    try (PythonProcess python = BEST.as(user).startTrusted("import sys\nsys.stdin.read()")) {
      Path inside = namespaces(innermost(python.pid()));
      List<String> expected = new ArrayList<>(ALWAYS);
      if (user.hasNamespace()) {
        expected.add("user");
      }
      for (String name : expected) {
        assertThat(Files.readSymbolicLink(inside.resolve(name)))
            .as(name)
            .isNotEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns", name)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void theLimitOnProcessesBinds(SandboxUser user) throws IOException {
    String program =
        """
        import os, time
        def f():
            made = 0
            try:
                while made < 200:
                    if os.fork() == 0:
                        time.sleep(60)
                    made += 1
            except BlockingIOError:
                return made
        """;
    try (WarmInterpreter python = BEST.as(user).start(0)) {
      Execution execution = python.run(new Program(program, "", List.of("f()")));
      PlainValue made = ((Step.Returned) execution.steps().get(1)).value();
      assertThat(Integer.parseInt(made.repr(10))).isBetween(1, BEST.limits().processes());
    }
  }

  @Test
  void rootTakesTheSecondWayWhereTheFirstFails() {
    SandboxUser expected = SandboxUser.isRoot() ? SandboxUser.UNUSED_WITHIN : SandboxUser.OURS;
    assertThat(SandboxUser.find(way -> false)).isEqualTo(expected);
  }

  @Test
  void saysThatThereIsNoUserNamespace() {
    Sandbox without = BEST.as(SandboxUser.UNUSED_WITHIN);
    assertThat(without.hasUserNamespace()).isFalse();
    assertThat(without.toString()).contains("bubblewrap without a user namespace");
  }

  private static Path namespaces(ProcessHandle process) {
    return Path.of("/proc", Long.toString(process.pid()), "ns");
  }

  /** The interpreter itself, below bubblewrap's own processes. */
  private static ProcessHandle innermost(long pid) {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    for (int look = 0; look < 10_000; look++) {
      for (ProcessHandle inner : process.descendants().toList()) {
        if (inner.info().command().orElse("").contains("python")) {
          return inner;
        }
      }
    }
    throw new AssertionError("There is no interpreter below process " + pid);
  }
}
