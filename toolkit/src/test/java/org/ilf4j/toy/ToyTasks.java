package org.ilf4j.toy;

import java.util.ArrayList;
import java.util.List;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;

/** Tasks that a fake model can be good or bad at: add a number. */
public final class ToyTasks {
  private ToyTasks() {}

  /** The first tasks of the splits Test, Refine and Train. */
  public static Tasks of(int test, int refine, int train) {
    List<Task> tasks = new ArrayList<>();
    add(tasks, 11, test);
    add(tasks, 111, refine);
    add(tasks, 311, train);
    return Tasks.of("toy", tasks);
  }

  private static void add(List<Task> tasks, int first, int count) {
    for (int id = first; id < first + count; id++) {
      tasks.add(task(id));
    }
  }

  /** Add the id. */
  public static Task task(int id) {
    String name = "add_" + id;
    return new Task(
        id,
        "Write a function to add " + id + ".",
        "def " + name + "(x):\n    y = x\n    return y + " + id,
        "",
        List.of("assert " + name + "(1) == " + (id + 1), "assert " + name + "(-5) == " + (id - 5)),
        List.of());
  }
}
