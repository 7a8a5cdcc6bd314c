package org.ilf4j.judge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.ilf4j.task.Task;

/** One program of {@code behaviours.txt} with the verdict it must get. */
record Behaviour(
    int id, int number, String letters, List<Flag> flags, String name, Task task, String program) {

  static List<Behaviour> all(int canaryPort) throws IOException {
    String text;
    try (InputStream in = Behaviour.class.getResourceAsStream("behaviours.txt")) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<Behaviour> all = new ArrayList<>();
    for (String section : text.split("(?m)^=== ")) {
      if (Character.isDigit(section.charAt(0))) {
        all.add(parse(all.size() + 1, section, canaryPort));
      }
    }
    return all;
  }

  private static Behaviour parse(int id, String section, int canaryPort) {
    String[] parts = section.split("\n", 2);
    String[] head = parts[0].split(" ", 3);
    String[] expected = head[1].split("\\+");
    String program =
        parts[1]
            .replace("\\x00\n", "\0\n")
            .replace("NESTED", "(".repeat(100_000))
            .replace("CANARY_PORT", Integer.toString(canaryPort));
    List<String> tests =
        program.lines().filter(l -> l.startsWith("#test ")).map(l -> l.substring(6)).toList();
    if (tests.isEmpty()) {
      tests = List.of("assert f(1) == 2", "assert f(10) == 11");
    }
    String withoutTests =
        program.lines().filter(l -> !l.startsWith("#test ")).collect(Collectors.joining("\n"));
    Task task = new Task(id, head[2], "def f(x):\n    return x + 1\n", "", tests, List.of());
    List<Flag> flags = Arrays.stream(expected).skip(1).map(Flag::valueOf).toList();
    return new Behaviour(
        id, Integer.parseInt(head[0]), expected[0], flags, head[2], task, withoutTests);
  }

  @Override
  public String toString() {
    return number + " " + name;
  }
}
