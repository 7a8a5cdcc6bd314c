package org.ilf4j.judge;

import java.util.Arrays;
import java.util.List;
import org.ilf4j.sample.Sample;
import org.ilf4j.task.Task;

/** Tasks and samples for tests. */
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
}
