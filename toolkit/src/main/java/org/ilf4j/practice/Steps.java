package org.ilf4j.practice;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** How steps are declared, and the list operations that several of them share. */
final class Steps {
  private Steps() {}

  /** A step under construction; {@link #means} finishes it. */
  record Draft(
      String id,
      String group,
      Kind from,
      Kind to,
      List<String> phrases,
      List<String> codes,
      String loop,
      Constant constant) {

    Draft says(String... ways) {
      return new Draft(id, group, from, to, List.of(ways), codes, loop, constant);
    }

    Draft written(String... ways) {
      return new Draft(id, group, from, to, phrases, List.of(ways), loop, constant);
    }

    Draft with(Constant values) {
      return new Draft(id, group, from, to, phrases, codes, loop, values);
    }

    Draft looped(String statement) {
      return new Draft(id, group, from, to, phrases, codes, statement, constant);
    }

    Step means(BiFunction<Object, Object, Object> meaning) {
      return new Step(id, group, from, to, phrases, codes, loop, constant, meaning);
    }

    /** Keeps the items for which the Python condition holds. */
    Step keeps(String item, String condition, BiPredicate<Object, Object> holds) {
      return written("[" + item + " for " + item + " in {v} if " + condition + "]")
          .looped(
              "kept = []\nfor "
                  + item
                  + " in {v}:\n    if "
                  + condition
                  + ":\n        kept.append("
                  + item
                  + ")")
          .means(
              (v, k) ->
                  items(v).stream().filter(x -> holds.test(x, k)).collect(Collectors.toList()));
    }

    /** Replaces each item by the value of the Python expression. */
    Step maps(String item, String expression, BiFunction<Object, Object, Object> each) {
      return written("[" + expression + " for " + item + " in {v}]")
          .looped("kept = []\nfor " + item + " in {v}:\n    kept.append(" + expression + ")")
          .means(
              (v, k) -> items(v).stream().map(x -> each.apply(x, k)).collect(Collectors.toList()));
    }
  }

  static Draft step(String id, String group, Kind from, Kind to) {
    return new Draft(id, group, from, to, List.of(), List.of(), null, Constant.NONE);
  }

  @SuppressWarnings("unchecked")
  static List<Object> items(Object value) {
    return (List<Object>) value;
  }

  static long number(Object value) {
    return (Long) value;
  }

  static long sum(Object value) {
    return items(value).stream().mapToLong(Steps::number).sum();
  }

  static long largest(Object value) {
    return items(value).stream().mapToLong(Steps::number).max().orElseThrow();
  }

  static long smallest(Object value) {
    return items(value).stream().mapToLong(Steps::number).min().orElseThrow();
  }

  static Object at(Object value, int index) {
    List<Object> items = items(value);
    return items.get(index < 0 ? items.size() + index : index);
  }

  static List<Object> sorted(Object value) {
    return items(value).stream().sorted().collect(Collectors.toList());
  }

  static List<Object> reversed(Object value) {
    List<Object> copy = new ArrayList<>(items(value));
    Collections.reverse(copy);
    return copy;
  }

  static List<Object> distinct(Object value) {
    return items(value).stream().distinct().collect(Collectors.toList());
  }

  /** Python's {@code value[from:to]} for 0 <= from. */
  static List<Object> slice(Object value, long from, long to) {
    int size = items(value).size();
    int start = (int) Math.min(from, size);
    return List.copyOf(items(value).subList(start, (int) Math.max(start, Math.min(to, size))));
  }

  static String joined(Object value, String separator) {
    return items(value).stream().map(String::valueOf).collect(Collectors.joining(separator));
  }
}
