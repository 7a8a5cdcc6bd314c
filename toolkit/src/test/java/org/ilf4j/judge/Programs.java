package org.ilf4j.judge;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ilf4j.sample.Sample;
import org.ilf4j.task.Task;

/** Tasks and samples for tests, and the files of the shared folder. */
final class Programs {
  private Programs() {}

  static Task task(String... tests) {
    return new Task(1, "A task.", "def f(x):\n    return x\n", "", Arrays.asList(tests), List.of());
  }

  static Task task(int id, String gold, String setup, String... tests) {
    return new Task(id, "A task.", gold, setup, Arrays.asList(tests), List.of());
  }

  static Sample sample(int task, int index, String program) {
    return new Sample(task, index, "", program, program, "RULE");
  }

  /** A file of the shared folder, or nothing with a word on why. */
  static Optional<Path> shared(String name) {
    String set = System.getenv("ILF_SHARED_DATA");
    Path file = Path.of(set != null ? set : "../../shared/data").resolve(name);
    if (Files.exists(file)) {
      return Optional.of(file);
    }
    System.out.println("skipped: there is no file " + file);
    return Optional.empty();
  }
}
