package org.ilf4j.judge;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ilf4j.sandbox.SandboxException;
import org.ilf4j.task.Task;

/**
 * The plans of many tasks, read few at a time while the first programs already run: whoever needs a
 * plan waits for that one.
 */
final class TestPlans implements AutoCloseable {
  private static final int TASKS_AT_ONCE = 25;

  private final TestReader reader;
  private final Rules rules;
  private final List<Task> tasks;
  private final Map<Integer, TestPlan> plans = new HashMap<>();
  private RuntimeException failure;

  /**
   * Begins to read.
   *
   * @param reader whose end ends the reading, too
   * @param rules whether set-up code counts
   * @param tasks in the order in which they will be needed
   */
  TestPlans(TestReader reader, Rules rules, Collection<Task> tasks) {
    this.reader = reader;
    this.rules = rules;
    this.tasks = List.copyOf(tasks);
    Thread thread = new Thread(this::readAll, "ilf4j-judge-plans");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The plan of one of the tasks; waits until it is read.
   *
   * @throws IllegalArgumentException naming a test that cannot be read, of whichever task: then
   *     none need be judged
   */
  synchronized TestPlan of(Task task) {
    try {
      while (failure == null && !plans.containsKey(task.id())) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("Interrupted while waiting for tests to be read.", e);
    }
    if (failure != null) {
      throw failure;
    }
    return plans.get(task.id());
  }

  /** Lets nobody wait any longer. */
  @Override
  public void close() {
    fail(new SandboxException("The tests are read no further, as the judge was stopped."));
  }

  private void readAll() {
    try {
      for (int from = 0; from < tasks.size(); from += TASKS_AT_ONCE) {
        add(reader.plan(tasks.subList(from, Math.min(from + TASKS_AT_ONCE, tasks.size())), rules));
      }
    } catch (RuntimeException e) {
      fail(e);
    } catch (Error e) { // else whoever waits would wait for ever
      fail(new SandboxException("The tests cannot be read: " + e, e));
    }
  }

  private synchronized void add(List<TestPlan> read) {
    read.forEach(plan -> plans.put(plan.task().id(), plan));
    notifyAll();
  }

  private synchronized void fail(RuntimeException why) {
    failure = failure == null ? why : failure;
    notifyAll();
  }
}
