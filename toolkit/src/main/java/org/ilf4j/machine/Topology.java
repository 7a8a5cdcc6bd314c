package org.ilf4j.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which logical processors share a core, as Linux tells it; elsewhere nothing is known.
 *
 * @param root where {@code proc} and {@code sys} are
 */
record Topology(Path root) {
  private static final String ALLOWED = "Cpus_allowed_list:";

  /** The cores that this process may run on; empty where the system does not tell. */
  OptionalInt physicalCores() {
    Path processors = root.resolve("sys/devices/system/cpu");
    try {
      Set<String> cores = new HashSet<>();
      for (int processor : allowed().toArray()) {
        Path siblings = processors.resolve("cpu" + processor + "/topology/thread_siblings_list");
        cores.add(Files.readString(siblings).strip());
      }
      return cores.isEmpty() ? OptionalInt.empty() : OptionalInt.of(cores.size());
    } catch (IOException | NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  /** The processors of the list in {@code /proc/self/status}, such as {@code 0-3,8}. */
  private IntStream allowed() throws IOException {
    return Files.readAllLines(root.resolve("proc/self/status")).stream()
        .filter(line -> line.startsWith(ALLOWED))
        .flatMap(line -> Stream.of(line.substring(ALLOWED.length()).strip().split(",")))
        .flatMapToInt(Topology::range);
  }

  private static IntStream range(String text) {
    String[] ends = text.split("-");
    return IntStream.rangeClosed(
        Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
  }
}
