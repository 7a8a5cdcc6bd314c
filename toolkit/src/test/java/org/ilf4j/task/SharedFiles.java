package org.ilf4j.task;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds real files that are not part of the project: {@code $ILF_SHARED_DATA}, {@code
 * ../shared/data}.
 */
public final class SharedFiles {
  private SharedFiles() {}

  /** The file, or nothing after saying so. */
  public static Optional<Path> find(String name) {
    String chosen = System.getenv("ILF_SHARED_DATA");
    Path folder = chosen == null ? Path.of("..", "..", "shared", "data") : Path.of(chosen);
    Path file = folder.resolve(name);
    if (Files.isReadable(file)) {
      return Optional.of(file);
    }
    System.out.println("skipped: " + file.toAbsolutePath().normalize() + " is not there");
    return Optional.empty();
  }
}
