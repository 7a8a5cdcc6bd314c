package org.ilf4j.practice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Draws short arguments for example calls. */
final class Inputs {
  private static final List<String> VOCABULARY =
      List.of(
          "red", "sky", "apple", "tree", "sun", "moon", "river", "stone", "bird", "ice", "cat",
          "oak", "bread", "salt", "lamp", "rose", "ant", "egg", "star", "wind", "leaf", "ox",
          "noon", "level", "kayak", "tea");

  private final RandomGenerator random;

  private final List<Long> telling;
  private final int longer;

  /**
   * @param telling a plan's constants: numbers near them tell {@code >} from {@code >=}
   * @param longer by how many items lists may be longer than in a shown example
   */
  Inputs(RandomGenerator random, List<Long> telling, int longer) {
    this.random = random;
    this.telling = telling;
    this.longer = longer;
  }

  /** How many items a list should have; the longest may grow in tests that are not shown. */
  int size(int shortest, int longest) {
    return random.nextInt(shortest, longest + longer + 1);
  }

  long number(int from, int to) {
    return random.nextLong(from, to + 1L);
  }

  /** A short list; one in four has negative numbers, one in three repeats a number. */
  List<Object> numbers(int size) {
    int lowest = random.nextInt(4) == 0 ? -9 : 0;
    List<Object> numbers = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      boolean repeat = i > 0 && random.nextInt(6) == 0;
      numbers.add(repeat ? numbers.get(random.nextInt(i)) : (Object) item(lowest));
    }
    return numbers;
  }

  private long item(int lowest) {
    if (telling.isEmpty() || random.nextInt(3) > 0) {
      return number(lowest, 12);
    }
    return telling.get(random.nextInt(telling.size())) + number(-1, 1);
  }

  List<Object> words(int size) {
    List<Object> words = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      boolean repeat = i > 0 && random.nextInt(6) == 0;
      words.add(repeat ? words.get(random.nextInt(i)) : word());
    }
    return words;
  }

  String word() {
    return VOCABULARY.get(random.nextInt(VOCABULARY.size()));
  }

  /** Words with spaces between. */
  String sentence() {
    return String.join(" ", words(size(2, 4)).stream().map(String.class::cast).toList());
  }

  /** One or two words, some with a capital or a digit. */
  String text() {
    StringBuilder text = new StringBuilder(word());
    if (random.nextBoolean()) {
      text.append(' ').append(word());
    }
    if (random.nextInt(3) == 0) {
      text.append(random.nextInt(10)).append(random.nextInt(10));
    }
    if (random.nextBoolean()) {
      text.setCharAt(0, Character.toUpperCase(text.charAt(0)));
    }
    return text.toString();
  }

  Map<String, Object> mapping() {
    int size = size(2, 4);
    Map<String, Object> mapping = new LinkedHashMap<>();
    while (mapping.size() < size) {
      mapping.put(word(), item(0));
    }
    return mapping;
  }

  List<Object> matrix() {
    int size = random.nextInt(2, 4);
    List<Object> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      rows.add(numbers(size));
    }
    return rows;
  }

  List<Object> records() {
    int size = size(2, 4);
    List<Object> records = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      records.add(new Literal.Tuple(List.of(word(), item(0))));
    }
    return records;
  }

  String date() {
    return String.format(
        Locale.ROOT, "%d-%02d-%02d", number(2001, 2030), number(1, 12), number(1, 28));
  }

  List<Object> dates() {
    int size = size(2, 3);
    List<Object> dates = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      dates.add(date());
    }
    return dates;
  }

  String clock() {
    return String.format(
        Locale.ROOT, "%02d:%02d:%02d", number(0, 23), number(0, 59), number(0, 59));
  }
}
