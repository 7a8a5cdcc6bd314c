package org.ilf4j.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who the interpreter is on this machine. Only a user other than root is bound by the limit on
 * processes: on Linux 6.18 a limit of 20 let root make 200 forks even in a user namespace of its
 * own.
 */
enum SandboxUser {
  /** Whoever runs the judge, in a private user namespace. */
  OURS,
  /** For root: an unused id taken before bubblewrap starts, in a private user namespace. */
  UNUSED_BEFORE,
  /**
   * For root where only root may make namespaces, as in many containers, or where only root can
   * read the interpreter: an unused id that the interpreter takes at its start. The namespaces of
   * processes, network, messages and names are private; the one of users is the machine's.
   */
  UNUSED_WITHIN;

  private static final int FIRST = 40_000; // ids that distributions give to nobody
  private static final int COUNT = 20_000;

  /**
   * Root's best way, or the only one of an ordinary user.
   *
   * @param works tries a way out on this machine
   */
  static SandboxUser find(Predicate<SandboxUser> works) {
    if (!isRoot()) {
      return OURS;
    }
    return works.test(UNUSED_BEFORE) ? UNUSED_BEFORE : UNUSED_WITHIN;
  }

  /** Whether bubblewrap makes a user namespace. */
  boolean hasNamespace() {
    return this != UNUSED_WITHIN;
  }

  /** What to put before bubblewrap's command. */
  List<String> prefix() {
    if (this != UNUSED_BEFORE) {
      return List.of();
    }
    int id = unused();
    return List.of("setpriv", "--reuid=" + id, "--regid=" + id, "--clear-groups", "--");
  }

  /** The id that the interpreter must take at its start; 0 if it need not. */
  int idToTake() {
    return this == UNUSED_WITHIN ? unused() : 0;
  }

  /** A user id without an account. */
  private static int unused() {
    Set<String> taken =
        lines("/etc/passwd")
            .map(line -> line.split(":"))
            .filter(fields -> fields.length > 2)
            .map(fields -> fields[2])
            .collect(Collectors.toSet());
    int id;
    do {
      id = FIRST + ThreadLocalRandom.current().nextInt(COUNT);
    } while (taken.contains(Integer.toString(id)));
    return id;
  }

  static boolean isRoot() {
    return lines("/proc/self/status").anyMatch(line -> line.matches("Uid:\\s+\\d+\\s+0\\s.*"));
  }

  private static Stream<String> lines(String file) {
    try {
      return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1).lines();
    } catch (IOException e) {
      return Stream.empty();
    }
  }
}
