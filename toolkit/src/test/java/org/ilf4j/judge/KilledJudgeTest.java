package org.ilf4j.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.ilf4j.progress.InterruptedWorkException;
import org.ilf4j.sample.Sample;
import org.ilf4j.task.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Something dies in mid-run: no verdict given is lost, none is wrong, nothing is left. */
class KilledJudgeTest {
  private static final int PROGRAMS = 40;
  private static final long PATIENCE_MILLIS = 60_000;

  /** Judges slow programs; also the main class of the virtual machine that a test kills. */
  public static void main(String[] args) {
    judge(Path.of(args[0]));
  }

  @Test
  void aKilledWarmInterpreterIsReplaced(@TempDir Path folder) throws Exception {
    Running running = Running.start(folder);
    running.awaitLines(3);
    killAll(List.of(warm()));
    running.awaitLines(8);
    killAll(List.of(supervisor()));
    assertThat(running.verdicts().passes()).hasSize(PROGRAMS);
  }

  @Test
  void aProgramKilledFromOutsideIsJudgedAgain(@TempDir Path folder) throws Exception {
    Running running = Running.start(folder);
    for (int after = 3; after < 12; after += 4) {
      running.awaitLines(after);
      killAProgram();
    }
    assertThat(running.verdicts().passes()).hasSize(PROGRAMS);
  }

  @Test
  void aKilledSandboxIsReplaced(@TempDir Path folder) throws Exception {
    Running running = Running.start(folder);
    running.awaitLines(3);
    killAll(ProcessHandle.current().children().filter(KilledJudgeTest::isWarmSandbox).toList());
    assertThat(running.verdicts().passes()).hasSize(PROGRAMS);
  }

  @Test
  void aStoppedWarmInterpreterIsNoticedAndReplaced(@TempDir Path folder) throws Exception {
    Running running = Running.start(folder);
    running.awaitLines(3);
    List<ProcessHandle> stopped = innermost();
    assertThat(stopped).isNotEmpty();
    for (ProcessHandle process : stopped) {
      String pid = Long.toString(process.pid());
      new ProcessBuilder("kill", "-STOP", pid).inheritIO().start().waitFor();
    }
    assertThat(running.verdicts().passes()).hasSize(PROGRAMS);
    assertThat(lines(folder)).isEqualTo(PROGRAMS);
    assertThat(stopped).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void anInterruptKeepsWhatWasJudgedAndLeavesNothing(@TempDir Path folder) throws Exception {
    Running running = Running.start(folder);
    running.awaitLines(3);
    running.thread.interrupt();
    running.thread.join(PATIENCE_MILLIS);
    assertThat(running.failure.get()).isInstanceOf(InterruptedWorkException.class);
    int kept = lines(folder);
    assertThat(kept).isBetween(3, PROGRAMS - 1);
    assertThat(ProcessHandle.current().descendants().filter(KilledJudgeTest::isSandbox)).isEmpty();
    assertThat(judge(folder).passes()).hasSize(PROGRAMS);
    assertThat(lines(folder)).isEqualTo(PROGRAMS);
  }

  @Test
  void aKilledVirtualMachineLeavesNoProcessAndLosesNoVerdict(@TempDir Path folder)
      throws Exception {
    Process machine =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledJudgeTest.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<ProcessHandle> started;
    try {
      awaitLines(folder, 3);
      started = machine.descendants().toList();
    } finally {
      machine.destroyForcibly();
    }
    machine.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    assertThat(started).isNotEmpty();
    for (ProcessHandle process : started) {
      process.onExit().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }
    int kept = lines(folder);
    assertThat(kept).isBetween(3, PROGRAMS - 1);
    assertThat(judge(folder).passes()).hasSize(PROGRAMS);
    assertThat(lines(folder)).isEqualTo(PROGRAMS);
  }

  private static Verdicts judge(Path folder) {
    Tasks tasks = Tasks.of("one", List.of(Programs.task("assert f(1) == 1")));
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < PROGRAMS; i++) {
      String program = "import time\ndef f(x):\n    time.sleep(0.15)\n    return x  # " + i;
      samples.add(Programs.sample(1, i, program));
    }
    return Judge.standard().workers(1).cachedIn(folder).judge(tasks, samples);
  }

  private static void killAll(List<ProcessHandle> processes) {
    assertThat(processes).isNotEmpty().allMatch(ProcessHandle::destroyForcibly);
  }

  /** One that is under way: what was seen may have ended before it is met. */
  private static void killAProgram() {
    boolean killed = false;
    for (int look = 0; !killed && look < 10_000; look++) {
      killed =
          ProcessHandle.current()
              .children()
              .filter(KilledJudgeTest::isWarmSandbox)
              .flatMap(sandbox -> inside(sandbox).skip(2))
              .anyMatch(ProcessHandle::destroyForcibly);
    }
    assertThat(killed).isTrue();
  }

  private static boolean isSandbox(ProcessHandle process) {
    return process.info().command().orElse("").endsWith("bwrap");
  }

  /** The interpreter for programs, not the one that reads tests. */
  private static boolean isWarmSandbox(ProcessHandle process) {
    return isSandbox(process) && commandLine(process).contains("child_filter\"");
  }

  /** All of it; ProcessHandle gives no arguments where they are longer than a page. */
  private static String commandLine(ProcessHandle process) {
    try {
      Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private static List<ProcessHandle> innermost() {
    return ProcessHandle.current()
        .children()
        .filter(KilledJudgeTest::isWarmSandbox)
        .flatMap(KilledJudgeTest::inside)
        .toList();
  }

  /** What is in a sandbox, the oldest first: interpreter, its supervisor, and a program. */
  private static Stream<ProcessHandle> inside(ProcessHandle sandbox) {
    return sandbox.descendants().filter(process -> !isSandbox(process)).sorted();
  }

  private static ProcessHandle warm() {
    return innermost().get(0);
  }

  private static ProcessHandle supervisor() {
    return innermost().get(1);
  }

  private static int lines(Path folder) throws IOException {
    Path file = folder.resolve("judged.jsonl");
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  private static void awaitLines(Path folder, int count) throws Exception {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (lines(folder) < count) {
      assertThat(System.currentTimeMillis()).as("time for " + count + " verdicts").isLessThan(end);
      Thread.sleep(10);
    }
  }

  /** A judge at work on a thread of its own. */
  private static final class Running {
    private final Path folder;
    private final Thread thread;
    private final AtomicReference<Verdicts> verdicts = new AtomicReference<>();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    private Running(Path folder) {
      this.folder = folder;
      this.thread = new Thread(this::work);
    }

    static Running start(Path folder) {
      Running running = new Running(folder);
      running.thread.start();
      return running;
    }

    private void work() {
      try {
        verdicts.set(judge(folder));
      } catch (RuntimeException e) {
        failure.set(e);
      }
    }

    void awaitLines(int count) throws Exception {
      KilledJudgeTest.awaitLines(folder, count);
    }

    Verdicts verdicts() throws InterruptedException {
      thread.join(PATIENCE_MILLIS);
      assertThat(failure.get()).isNull();
      return verdicts.get();
    }
  }
}
