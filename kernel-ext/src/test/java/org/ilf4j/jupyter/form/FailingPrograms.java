package org.ilf4j.jupyter.form;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.ilf4j.judge.Cost;
import org.ilf4j.judge.Outcome;
import org.ilf4j.judge.TestResult;
import org.ilf4j.judge.Verdict;
import org.ilf4j.judge.Verdicts;
import org.ilf4j.sample.Sample;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;

/** Two failing programs, of the tasks 12 and 13; their text tries to be markup. */
final class FailingPrograms {
  static final String HEAD = "def total(xs):\n";

  private FailingPrograms() {}

  /** The same in the other order. */
  static Verdicts reversed() {
    List<Verdict> list = new ArrayList<>(failing().list());
    Collections.reverse(list);
    List<Task> tasks = List.of(task(13), task(12));
    return Verdicts.of(Tasks.of("two", tasks), list);
  }

  static Verdicts failing() {
    List<Task> tasks = List.of(task(12), task(13));
    return Verdicts.of(
        Tasks.of("two", tasks), tasks.stream().map(task -> verdict(task.id())).toList());
  }

  static Task task(int id) {
    return new Task(
        id,
        "Write a function to add up.",
        "def total(xs):\n    return sum(xs)",
        "",
        List.of("assert total([1, 2]) == 3"),
        List.of());
  }

  static String program(int id) {
    return HEAD + "    return xs[0]  # <script>" + id;
  }

  static Verdict verdict(int id) {
    String completion = program(id).substring(HEAD.length());
    TestResult test =
        new TestResult(
            "assert total([1, 2]) == 3", new Outcome.WrongValue(), "1", "3", "1 is not 3", 2, 0.01);
    return new Verdict(
        new Sample(id, 0, HEAD, completion, completion, "RULE"),
        test.outcome(),
        List.of(test),
        "",
        new Cost(0, 0, 0),
        Set.of());
  }
}
