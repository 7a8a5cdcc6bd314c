package org.ilf4j.practice;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A composition with its constants: a source, then steps of which the last gives the result.
 *
 * @param source where it starts
 * @param uses the steps in order
 */
record Plan(Source source, List<Use> uses) {

  /**
   * One step of a plan.
   *
   * @param step the step
   * @param constant its constant; null where it has none
   * @param slot its place in the right plan, by which its style is chosen
   * @param fromParameter whether it wrongly takes the function's parameter instead of the result so
   *     far
   */
  record Use(Step step, Object constant, int slot, boolean fromParameter) {
    Use(Step step, Object constant, int slot) {
      this(step, constant, slot, false);
    }

    boolean keepsKind() {
      return step.from() == step.to();
    }
  }

  Plan {
    uses = List.copyOf(uses);
  }

  /**
   * Names the composition, whatever its constants: {@code digits>even>sum}. Two that make the same
   * programs have one name: the words of a text, however said.
   */
  String composition() {
    String steps = uses.stream().map(use -> ">" + use.step().id()).collect(Collectors.joining());
    return (source.id() + steps).replaceFirst("^text>split>", "sentence>");
  }

  /** What the function returns; throws an unchecked exception where Python would raise. */
  Object evaluate(List<Object> arguments) {
    Object value = source.meaning().apply(arguments);
    for (Use use : uses) {
      Object taken = use.fromParameter() ? arguments.get(0) : value;
      value = use.step().meaning().apply(taken, use.constant());
    }
    return value;
  }

  /** The steps' constants that are numbers. */
  List<Long> numbers() {
    return uses.stream()
        .map(Use::constant)
        .filter(Long.class::isInstance)
        .map(Long.class::cast)
        .toList();
  }

  Plan withSource(Source other) {
    return new Plan(other, uses);
  }

  Plan with(int index, Use use) {
    List<Use> changed = new ArrayList<>(uses);
    changed.set(index, use);
    return new Plan(source, changed);
  }

  Plan without(int index) {
    List<Use> changed = new ArrayList<>(uses);
    changed.remove(index);
    return new Plan(source, changed);
  }
}
