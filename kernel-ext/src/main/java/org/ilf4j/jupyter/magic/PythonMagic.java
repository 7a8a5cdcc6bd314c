package org.ilf4j.jupyter.magic;

import java.util.List;
import org.ilf4j.judge.Judge;
import org.ilf4j.judge.Verdict;
import org.ilf4j.jupyter.Notebook;
import org.ilf4j.task.Tasks;

/** Judges the cell's Python program by a task's tests, in the sandbox. */
final class PythonMagic {
  static final String USAGE =
      "%%python <task> [<variable with Tasks, else the newest that has the task>], then the program"
          + " on the lines below.";

  private final Notebook notebook;

  PythonMagic(Notebook notebook) {
    this.notebook = notebook;
  }

  Verdict run(List<String> words, String body) {
    int task = Magics.taskId(notebook, words, USAGE);
    if (words.size() > 2) {
      throw new IllegalArgumentException("Too many words: " + words + ". " + USAGE);
    }
    if (body.isBlank()) {
      throw new IllegalArgumentException("There is no program for task " + task + ". " + USAGE);
    }
    return Judge.standard().judge(tasks(words, task).byId(task), body.strip() + "\n");
  }

  private Tasks tasks(List<String> words, int task) {
    return words.size() == 2
        ? Magics.variable(notebook, words.get(1), Tasks.class)
        : Magics.newest(
            notebook,
            Tasks.class,
            tasks -> tasks.contains(task),
            "No variable of this session holds Tasks with task " + task + ". " + USAGE);
  }
}
