package org.ilf4j.model.vector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * How many threads are worth having: one for each physical core. In a round sampling, judging and
 * training take turns, so each may use all of them: a team without work sleeps after some
 * microseconds, and one that shares its processors after all retreats ({@link Crowding}).
 */
final class Processors {
  /** More were never measured (our choice). */
  private static final int MOST = 16;

  private static final String SETTING = "ilf4j.threads";

  private Processors() {}

  /**
   * The number of physical cores this process may use, at most 16; the system property {@code
   * ilf4j.threads} overrides it.
   */
  static int threads() {
    int set = Integer.getInteger(SETTING, 0);
    if (set > 0) {
      return set;
    }
    int logical = Runtime.getRuntime().availableProcessors();
    return Math.max(1, Math.min(MOST, Math.min(logical, physical(logical))));
  }

  /** Linux says which logical processors share a core; elsewhere each counts. */
  private static int physical(int logical) {
    Set<String> cores = new HashSet<>();
    for (int i = 0; i < 4096; i++) {
      Path siblings = Path.of("/sys/devices/system/cpu/cpu" + i + "/topology/thread_siblings_list");
      if (!Files.isReadable(siblings)) {
        break;
      }
      try {
        cores.add(Files.readString(siblings).strip());
      } catch (IOException e) {
        return logical;
      }
    }
    return cores.isEmpty() ? logical : cores.size();
  }
}
