package org.ilf4j.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.ilf4j.progress.InterruptedWorkException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonlLogTest {
  @TempDir private Path folder;

  record Row(int id, String text) {}

  private Path path() {
    return folder.resolve("run/rows.jsonl");
  }

  private JsonlLog<Row> open() {
    return JsonlLog.open(path(), Row.class);
  }

  @Test
  void goesOnWhereTheLastRunStopped() {
    try (JsonlLog<Row> log = open()) {
      assertThat(log.records()).isEmpty();
      log.append(new Row(1, "a"));
      log.append(List.of(new Row(2, "b"), new Row(3, "c")));
    }
    try (JsonlLog<Row> log = open()) {
      assertThat(log.records()).extracting(Row::id).containsExactly(1, 2, 3);
      log.append(new Row(4, "d"));
    }
    assertThat(JsonlLog.read(path(), Row.class)).hasSize(4);
  }

  @Test
  void dropsALastLineThatAKillCutAtAnyByte() throws IOException {
    try (JsonlLog<Row> log = open()) {
      IntStream.rangeClosed(1, 3).forEach(i -> log.append(new Row(i, "äöü €")));
    }
    byte[] whole = Files.readAllBytes(path());
    int twoLines = whole.length / 3 * 2;
    for (int length = twoLines; length < whole.length; length++) {
      Files.write(path(), java.util.Arrays.copyOf(whole, length));
      assertThat(JsonlLog.read(path(), Row.class)).hasSize(2);
      try (JsonlLog<Row> log = open()) {
        assertThat(log.records()).extracting(Row::id).containsExactly(1, 2);
        log.append(new Row(3, "äöü €"));
      }
      assertThat(Files.readAllBytes(path())).isEqualTo(whole);
    }
  }

  @Test
  void keepsTheFileWhenACompleteLineIsMalformed() throws IOException {
    Files.createDirectories(path().getParent());
    Files.writeString(path(), "{\"id\":1,\"text\":\"a\"}\nrubbish\n{\"id\":2");
    byte[] before = Files.readAllBytes(path());
    assertThatThrownBy(this::open).hasMessageContaining("line 2");
    assertThat(Files.readAllBytes(path())).isEqualTo(before);
  }

  @Test
  void refusesASecondWriterThatStays() {
    try (JsonlLog<Row> first = open()) {
      assertThatThrownBy(() -> JsonlLog.open(path(), Row.class, Duration.ofMillis(50)))
          .isInstanceOf(JsonlException.class)
          .hasMessage(
              path()
                  + " is still being written by another call of this process, after 0.05 s; stop"
                  + " that cell or wait for its end, or choose another folder.");
      first.append(new Row(1, "a"));
    }
    try (JsonlLog<Row> again = open()) {
      assertThat(again.records()).hasSize(1);
    }
  }

  @Test
  void goesOnAfterStoppedWorkOfThisProcessThatIsStillEnding() throws Exception {
    JsonlLog<Row> stopped = open();
    CompletableFuture<Integer> again = new CompletableFuture<>();
    Thread next = new Thread(() -> again.complete(countOpened()));
    next.start();
    awaitParked(next);
    stopped.append(new Row(1, "the last before the end"));
    stopped.close();
    assertThat(again.get(20, TimeUnit.SECONDS)).isEqualTo(1);
  }

  @Test
  void endsItsWaitWhenItIsInterrupted() throws Exception {
    try (JsonlLog<Row> first = open()) {
      CompletableFuture<Throwable> thrown = new CompletableFuture<>();
      Thread next = new Thread(() -> thrown.complete(catchThrowable(this::countOpened)));
      next.start();
      awaitParked(next);
      next.interrupt();
      assertThat(thrown.get(20, TimeUnit.SECONDS))
          .isInstanceOf(InterruptedWorkException.class)
          .hasMessageContaining("waiting for " + first.path());
    }
  }

  @Test
  void doesNotWaitForAnotherProcess() throws Exception {
    open().close();
    Process other =
        new ProcessBuilder(
                "python3",
                "-c",
                "import fcntl, sys\nf = open(sys.argv[1], 'r+')\n"
                    + "fcntl.lockf(f, fcntl.LOCK_EX)\nprint('has it', flush=True)\n"
                    + "sys.stdin.read()",
                path().toString())
            .start();
    try (BufferedReader says = other.inputReader()) {
      assertThat(says.readLine()).isEqualTo("has it");
      assertThatThrownBy(this::open)
          .hasMessage(
              path()
                  + " is being written by another process; wait for its end or choose another"
                  + " folder.");
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void tellsAStopWhileItWritesAsAStop() {
    try (JsonlLog<Row> log = open()) {
      log.append(new Row(1, "a"));
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> log.append(new Row(2, "b")))
          .isInstanceOf(InterruptedWorkException.class)
          .hasMessageContaining("writing to " + path());
    }
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> JsonlLog.appendOnce(path(), new Row(3, "c")))
        .isInstanceOf(InterruptedWorkException.class);
    assertThat(Thread.interrupted()).isFalse();
    JsonlLog.appendOnce(path(), new Row(4, "d"));
    assertThat(JsonlLog.read(path(), Row.class)).extracting(Row::id).contains(1).endsWith(4);
  }

  private int countOpened() {
    try (JsonlLog<Row> log = open()) {
      return log.records().size();
    }
  }

  private static void awaitParked(Thread thread) throws InterruptedException {
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(1);
    }
  }

  @Test
  void saysInOneSentenceThatTheDiskIsFull() throws IOException {
    Path full = Path.of("/dev/full");
    if (!Files.exists(full)) {
      System.out.println("skipped: /dev/full is not there on this system");
      Assumptions.abort("no /dev/full");
    }
    try (var channel = java.nio.channels.FileChannel.open(full, StandardOpenOption.WRITE)) {
      assertThat(channel.isOpen()).isTrue();
    }
    JsonlLog<Row> log = JsonlLog.open(full, Row.class);
    assertThatThrownBy(() -> log.append(new Row(1, "a")))
        .isInstanceOf(JsonlException.class)
        .hasMessageContaining("Cannot append to /dev/full")
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("kept");
  }
}
