package org.ilf4j.practice;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.ilf4j.task.Task;

/**
 * A plan in one style with arguments to test it on.
 *
 * @param plan the right composition
 * @param style how it is worded and written
 * @param arguments of each example call; the first is shown in the prompt
 */
record Exercise(Plan plan, Style style, List<List<Object>> arguments) {

  /** As a task of MBPP's schema. */
  Task task(int id) {
    return new Task(id, Wording.of(plan, style), code(), "", tests(), List.of());
  }

  String code() {
    return Listing.header(plan, style) + "\n" + body();
  }

  /** The right program's body, as it should follow the prompt. */
  String body() {
    return Listing.body(plan, style, true);
  }

  String body(Bug.Faulty faulty) {
    return Listing.body(faulty.plan(), style, faulty.returns());
  }

  List<String> tests() {
    List<String> tests = new ArrayList<>();
    for (List<Object> call : arguments) {
      String inside = call.stream().map(Literal::of).collect(Collectors.joining(", "));
      tests.add(
          "assert "
              + Listing.name(plan)
              + "("
              + inside
              + ") == "
              + Literal.of(plan.evaluate(call)));
    }
    return tests;
  }

  /** Whether the tests tell a mistake from the right program. */
  boolean detects(Bug.Faulty faulty) {
    return !faulty.returns() || detects(faulty.plan());
  }

  boolean detects(Plan other) {
    return arguments.stream().anyMatch(call -> differs(other, call));
  }

  private boolean differs(Plan other, List<Object> call) {
    try {
      return !equal(plan.evaluate(call), other.evaluate(call));
    } catch (RuntimeException pythonWouldRaise) {
      return true;
    }
  }

  /** As Python's {@code ==}, to which {@code True} is 1. */
  private static boolean equal(Object a, Object b) {
    return Objects.equals(number(a), number(b));
  }

  private static Object number(Object value) {
    return value instanceof Boolean truth ? (Object) (truth ? 1L : 0L) : value;
  }
}
