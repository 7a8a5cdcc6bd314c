package org.ilf4j.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The 974 tasks of "Mostly Basic Python Problems" (Austin et al. 2021, CC-BY-4.0), from the public
 * file {@code mbpp.jsonl} of google-research.
 */
public final class Mbpp {
  /** The file's public address. */
  public static final URI ADDRESS =
      URI.create(
          "https://raw.githubusercontent.com/google-research/google-research/master/mbpp/mbpp.jsonl");

  /** The file's SHA-256. */
  public static final String SHA256 =
      "ccf64ceae9c5403bf50a044cb6d505bfd2a2963ee58338ba268fd65beab92a9f";

  /** How many tasks MBPP has; their ids are 1 to this. */
  public static final int SIZE = 974;

  private static final String FILE = "mbpp.jsonl";

  private Mbpp() {}

  /**
   * MBPP from this machine's cache ({@code $ILF4J_CACHE}, else {@code ~/.cache/ilf4j}), downloaded
   * on the first call. A broken download goes on where it stopped.
   *
   * @throws UncheckedIOException naming the remedy if there is no network
   */
  public static Tasks load() {
    return load(ADDRESS, cache().resolve(FILE));
  }

  /**
   * MBPP from a file the user has.
   *
   * @throws IllegalArgumentException if it is not the published file, naming the first fault
   */
  public static Tasks load(Path file) {
    Tasks read = TaskReader.read(file);
    checkIds(file, read.list());
    String found = Sha256.of(file);
    if (!found.equals(SHA256)) {
      throw new IllegalArgumentException(
          file
              + " has SHA-256 "
              + found
              + ", MBPP's published file has "
              + SHA256
              + "; fetch it again from "
              + ADDRESS
              + ", or read it with Tasks.read(path).");
    }
    return Tasks.of("MBPP", read.list());
  }

  static Tasks load(URI address, Path file) {
    if (!Files.exists(file)) {
      try {
        new Download(address, file, SHA256).run();
      } catch (IOException e) {
        throw new UncheckedIOException(
            "MBPP could not be downloaded from "
                + address
                + " ("
                + reason(e)
                + "); call again to go on, or put the file at "
                + file
                + ", or use Mbpp.load(Path.of(\"…/mbpp.jsonl\")).",
            e);
      }
    }
    return load(file);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static Path cache() {
    String chosen = System.getenv("ILF4J_CACHE");
    return chosen == null || chosen.isBlank()
        ? Path.of(System.getProperty("user.home"), ".cache", "ilf4j")
        : Path.of(chosen);
  }

  private static void checkIds(Path file, List<Task> tasks) {
    if (tasks.size() != SIZE) {
      throw new IllegalArgumentException(
          file
              + " has "
              + tasks.size()
              + " tasks, MBPP has "
              + SIZE
              + "; it may be cut off: fetch it again from "
              + ADDRESS
              + ".");
    }
    Set<Integer> ids = new HashSet<>();
    for (Task task : tasks) {
      ids.add(task.id());
    }
    for (int id = 1; id <= SIZE; id++) {
      if (!ids.contains(id)) {
        throw new IllegalArgumentException(
            file
                + " has no task "
                + id
                + ", MBPP's ids are 1-"
                + SIZE
                + "; fetch it again from "
                + ADDRESS
                + ".");
      }
    }
  }
}
