package org.ilf4j.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
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
  void refusesASecondWriter() {
    try (JsonlLog<Row> first = open()) {
      assertThatThrownBy(this::open).hasMessageContaining("is being written by another run");
      first.append(new Row(1, "a"));
    }
    try (JsonlLog<Row> again = open()) {
      assertThat(again.records()).hasSize(1);
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
