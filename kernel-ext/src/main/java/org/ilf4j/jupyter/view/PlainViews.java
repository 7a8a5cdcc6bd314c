package org.ilf4j.jupyter.view;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Values of the JDK that would else show as an address or fill pages. */
final class PlainViews {
  private static final int SHORT_TEXT = 2000;
  private static final int ITEMS_SHOWN = 20;
  private static final int ITEM_TEXT = 200;

  private PlainViews() {}

  static List<View<?>> all() {
    Stream<View<?>> arrays =
        Stream.of(
                boolean[].class,
                byte[].class,
                short[].class,
                char[].class,
                int[].class,
                long[].class,
                float[].class,
                double[].class,
                String[].class,
                int[][].class,
                long[][].class,
                float[][].class,
                double[][].class,
                String[][].class)
            .map(type -> new View<>(type, array -> Bundle.text(array(array))));
    Stream<View<?>> others =
        Stream.of(
            new View<>(Collection.class, items -> Bundle.text(collection(items))),
            new View<>(Map.class, map -> Bundle.text(map(map))));
    return Stream.concat(arrays, others).toList();
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

  private static String collection(Collection<?> items) {
    String all = items.size() <= SHORT_TEXT ? items.toString() : "";
    return !all.isEmpty() && all.length() <= SHORT_TEXT ? all : first(items, items.size());
  }

  private static String map(Map<?, ?> map) {
    String all = map.size() <= SHORT_TEXT ? map.toString() : "";
    return !all.isEmpty() && all.length() <= SHORT_TEXT ? all : first(map.entrySet(), map.size());
  }

  private static String first(Collection<?> items, int size) {
    String shown =
        items.stream()
            .limit(ITEMS_SHOWN)
            .map(item -> "  " + item(item))
            .collect(Collectors.joining("\n"));
    return size
        + " items\n"
        + shown
        + (size > ITEMS_SHOWN ? "\n  … " + (size - ITEMS_SHOWN) + " more" : "");
  }
}
