package org.ilf4j.jupyter.magic;

import java.util.List;
import org.ilf4j.judge.Judge;
import org.ilf4j.judge.Verdict;
import org.ilf4j.jupyter.Notebook;
import org.ilf4j.task.Tasks;

/** Judges the cell's Python program by a task's tests, in the sandbox. */
final class PythonMagic {
  private static final String USAGE =
      "%%python <task> <variable with Tasks>, then the program on the lines below.";

  private final Notebook notebook;

  PythonMagic(Notebook notebook) {
    this.notebook = notebook;
  }

  Verdict run(List<String> words, String body) {
    int task = Magics.taskId(notebook, words, USAGE);
    if (words.size() != 2) {
      throw new IllegalArgumentException("Whose task? " + USAGE);
    }
    Tasks tasks = Magics.variable(notebook, words.get(1), Tasks.class);
    return Judge.standard().judge(tasks.byId(task), body.strip() + "\n");
  }
}
