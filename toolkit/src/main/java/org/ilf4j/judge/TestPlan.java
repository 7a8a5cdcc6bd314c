package org.ilf4j.judge;

import java.util.List;
import org.ilf4j.sandbox.Program;
import org.ilf4j.task.Task;

/**
 * A task's tests, read once.
 *
 * @param task the task
 * @param setup the set-up code to honour
 * @param tests its tests in order
 */
record TestPlan(Task task, String setup, List<PlannedTest> tests) {
  /** Makes the list immutable. */
  TestPlan {
    tests = List.copyOf(tests);
  }

  /** What to run for a program. */
  Program programFor(String text) {
    return new Program(text, setup, tests.stream().flatMap(t -> t.calls().stream()).toList());
  }

  /** The same plan with one more call in one test. */
  TestPlan withCall(int index, String call) {
    List<PlannedTest> changed = new java.util.ArrayList<>(tests);
    PlannedTest old = changed.get(index);
    List<String> calls = new java.util.ArrayList<>(old.calls());
    calls.add(call);
    changed.set(index, new PlannedTest.Checked(old.test(), calls));
    return new TestPlan(task, setup, changed);
  }

  /** The plan of one of the tests alone. */
  TestPlan only(int index) {
    return new TestPlan(task, setup, List.of(tests.get(index)));
  }
}
