package org.ilf4j.practice;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The values that a step's constant {@code {k}} may have.
 *
 * @param values as Python literals' contents: whole numbers or one-letter strings; empty for none
 */
record Constant(List<Object> values) {
  static final Constant NONE = new Constant(List.of());
  static final Constant SMALL = numbers(2, 3, 4, 5);
  static final Constant DIVISOR = numbers(3, 4, 5, 6);
  static final Constant LIMIT = numbers(2, 3, 4, 5, 6, 7, 8, 9);
  static final Constant COUNT = numbers(2, 3, 4);
  static final Constant LENGTH = numbers(3, 4);
  static final Constant LETTER = new Constant(List.of("a", "e", "o", "r", "s", "t"));

  private static Constant numbers(long... values) {
    return new Constant(Arrays.stream(values).<Object>mapToObj(Long::valueOf).toList());
  }

  boolean isNone() {
    return values.isEmpty();
  }

  Object draw(RandomGenerator random) {
    return isNone() ? null : values.get(random.nextInt(values.size()));
  }

  /** A neighbouring value, as after a slip; null where there is none. */
  Object slip(Object value, RandomGenerator random) {
    int step = random.nextBoolean() ? 1 : -1;
    if (value instanceof Long number) {
      return number + step;
    }
    int at = values.indexOf(value);
    return at < 0 ? null : values.get(Math.floorMod(at + step, values.size()));
  }
}
