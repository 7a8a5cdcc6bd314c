package org.ilf4j.practice;

import java.util.List;
import java.util.function.Function;

/**
 * Where a composition starts: the function's parameters and what is first taken from them.
 *
 * @param id its short name; empty in function names where nothing is computed
 * @param family the family of tasks it belongs to
 * @param group sources of one group are easily mistaken for each other
 * @param to what it gives
 * @param names choices of parameter names, each with as many names as there are parameters
 * @param phrases ways to say it
 * @param code the first statement's expression, {@code {a}}, {@code {b}} for the parameters; empty
 *     where the one parameter is taken as it is
 * @param input draws arguments
 * @param meaning what it gives for arguments
 */
record Source(
    String id,
    Family family,
    String group,
    Kind to,
    List<List<String>> names,
    List<String> phrases,
    String code,
    Function<Inputs, List<Object>> input,
    Function<List<Object>, Object> meaning) {

  boolean isPlain() {
    return code.isEmpty();
  }

  boolean isSiblingOf(Source other) {
    return !id.equals(other.id) && group.equals(other.group) && to == other.to;
  }
}
