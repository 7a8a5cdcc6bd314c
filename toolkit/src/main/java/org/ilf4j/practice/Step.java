package org.ilf4j.practice;

import java.util.List;
import java.util.function.BiFunction;

/**
 * One step of a composition.
 *
 * @param id its short name, also in function names
 * @param group steps of one group are easily mistaken for each other
 * @param from what it takes
 * @param to what it gives
 * @param phrases ways to say it; {@code {k}} stands for the constant
 * @param codes ways to write it as a Python expression; {@code {v}} stands for its input
 * @param loop a for statement that fills {@code kept} from {@code {v}}; null where there is none
 * @param constant its constant's values
 * @param meaning what it does, from (input, constant); it may throw where Python would
 */
record Step(
    String id,
    String group,
    Kind from,
    Kind to,
    List<String> phrases,
    List<String> codes,
    String loop,
    Constant constant,
    BiFunction<Object, Object, Object> meaning) {

  boolean isSiblingOf(Step other) {
    return !id.equals(other.id)
        && group.equals(other.group)
        && from == other.from
        && to == other.to
        && constant.equals(other.constant);
  }
}
