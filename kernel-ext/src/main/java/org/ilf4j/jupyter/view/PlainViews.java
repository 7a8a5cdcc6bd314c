package org.ilf4j.jupyter.view;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values of the JDK that would else show as an address or fill pages. */
final class PlainViews {
  private static final int SHORT_TEXT = 2000;
  private static final int ITEMS_SHOWN = 20;
  private static final int ITEM_TEXT = 200;

  private PlainViews() {}

  static List<View<?>> all() {
    return List.of(
        new View<>(Collection.class, items -> Bundle.text(collection(items))),
        new View<>(Map.class, map -> Bundle.text(map(map))),
        new View<>(Object.class, value -> Bundle.text(other(value))));
  }

  /** The last resort. An array of any type, such as an enum's values, has no view but this. */
  private static String other(Object value) {
    return value.getClass().isArray() ? array(value) : String.valueOf(value);
  }

  private static String array(Object array) {
    int length = Array.getLength(array);
    String items =
        IntStream.range(0, Math.min(length, ITEMS_SHOWN))
            .mapToObj(i -> item(Array.get(array, i)))
            .collect(Collectors.joining(", "));
    return array.getClass().getComponentType().getSimpleName()
        + "["
        + length
        + "] {"
        + items
        + (length > ITEMS_SHOWN ? ", …}" : "}");
  }

  private static String item(Object item) {
    String text = item != null && item.getClass().isArray() ? array(item) : String.valueOf(item);
    return text.length() <= ITEM_TEXT ? text : text.substring(0, ITEM_TEXT - 1) + "…";
  }

  /** What its own view begins with, where it has one. */
  private static String line(Object item) {
    boolean itself =
        item instanceof Collection
            || item instanceof Map
            || item instanceof Map.Entry
            || item instanceof String;
    return itself
        ? item(item).replaceAll("\\R", " ⏎ ")
        : item(Views.bundle(item).plain().lines().findFirst().orElse("")).replaceFirst(":$", "");
  }

  private static String collection(Collection<?> items) {
    String all = items.size() <= SHORT_TEXT ? items.toString() : "";
    return isShort(all) ? all : first(items);
  }

  private static String map(Map<?, ?> map) {
    String all = map.size() <= SHORT_TEXT ? map.toString() : "";
    return isShort(all) ? all : first(map.entrySet());
  }

  private static boolean isShort(String all) {
    return !all.isEmpty() && all.length() <= SHORT_TEXT && all.indexOf('\n') < 0;
  }

  /** A line for each of the first items. */
  private static String first(Collection<?> items) {
    int size = items.size();
    String shown =
        items.stream()
            .limit(ITEMS_SHOWN)
            .map(item -> "  " + line(item))
            .collect(Collectors.joining("\n"));
    return Markup.count(size, "item")
        + "\n"
        + shown
        + (size > ITEMS_SHOWN ? "\n  … " + (size - ITEMS_SHOWN) + " more" : "");
  }
}
