package org.ilf4j.practice;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as Python literals. */
final class Literal {
  /** A Python tuple. */
  record Tuple(List<Object> items) {}

  private Literal() {}

  static String of(Object value) {
    if (value instanceof String text) {
      return '"' + text + '"';
    }
    if (value instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    if (value instanceof Tuple tuple) {
      return "(" + items(tuple.items()) + (tuple.items().size() == 1 ? ",)" : ")");
    }
    if (value instanceof List<?> list) {
      return "[" + items(list) + "]";
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> of(entry.getKey()) + ": " + of(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return String.valueOf(value);
  }

  private static String items(List<?> items) {
    return items.stream().map(Literal::of).collect(Collectors.joining(", "));
  }
}
