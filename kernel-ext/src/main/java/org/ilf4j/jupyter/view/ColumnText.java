package org.ilf4j.jupyter.view;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.columns.Column;

/** A table's column as text; its fractions have the same number of decimals, so that they align. */
final class ColumnText {
  /** More decimals are rounded; our choice. */
  private static final int MOST_DECIMALS = 6;

  /** Where larger or smaller numbers stand, each is shown as it is. */
  private static final double LARGE = 1e9;

  private static final double SMALL = 1e-4;

  private ColumnText() {}

  static List<String> of(Column<?> column) {
    List<String> texts = IntStream.range(0, column.size()).mapToObj(column::getString).toList();
    int decimals = texts.stream().mapToInt(ColumnText::decimals).max().orElse(0);
    if (!(column instanceof NumericColumn<?> numbers) || decimals == 0 || !plain(numbers)) {
      return texts;
    }
    String format = "%." + Math.min(MOST_DECIMALS, decimals) + "f";
    return IntStream.range(0, column.size())
        .mapToObj(
            i ->
                numbers.isMissing(i)
                    ? texts.get(i)
                    : String.format(Locale.ROOT, format, numbers.getDouble(i)))
        .toList();
  }

  private static boolean plain(NumericColumn<?> numbers) {
    return IntStream.range(0, numbers.size())
        .filter(i -> !numbers.isMissing(i))
        .mapToDouble(i -> Math.abs(numbers.getDouble(i)))
        .allMatch(size -> size == 0 || size >= SMALL && size < LARGE);
  }

  private static int decimals(String text) {
    int point = text.indexOf('.');
    return point < 0 || text.endsWith(".0") ? 0 : text.length() - point - 1;
  }
}
