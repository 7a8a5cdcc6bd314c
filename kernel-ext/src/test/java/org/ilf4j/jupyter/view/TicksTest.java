package org.ilf4j.jupyter.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;

/** Numbers that people read off: along an axis, and in a column. */
class TicksTest {
  private static String texts(Ticks ticks) {
    return Arrays.stream(ticks.values()).mapToObj(ticks::text).toList().toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0.4; 2.5; [0, 1, 2, 3]",
        "0.41; 0.62; [0.4, 0.5, 0.6, 0.7]",
        "2; 2; [2.00, 2.05]",
        "0; 0; [0.0000, 0.0005]",
        "-3; 9; [-5, 0, 5, 10]",
        "1200; 9800; [0, 5,000, 10,000]"
      })
  void theAxisBeginsAndEndsAtRoundNumbers(double low, double high, String expected) {
    Ticks ticks = Ticks.around(low, high);
    assertThat(texts(ticks)).isEqualTo(expected);
    assertThat(ticks.share(low)).isBetween(0.0, 1.0);
    assertThat(ticks.share(high)).isBetween(0.0, 1.0);
    assertThat(ticks.share(ticks.to())).isCloseTo(1, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"2; [1, 2]", "7; [1, 2, 4, 6]", "40; [1, 10, 20, 30, 40]", "1203; [1, 500, 1,000]"})
  void stepsAreWholeAndBeginAtTheFirst(long last, String expected) {
    assertThat(texts(Ticks.whole(1, last))).isEqualTo(expected);
  }

  @Test
  void fractionsOfAColumnAlign() {
    var column = DoubleColumn.create("x", 0.25, 0.5, 12);
    column.appendMissing();
    assertThat(ColumnText.of(column)).containsExactly("0.25", "0.50", "12.00", "");
    assertThat(ColumnText.of(DoubleColumn.create("p", 0.25, 1e-7)))
        .containsExactly("0.25", "0.0000001");
    assertThat(ColumnText.of(IntColumn.create("n", 1, 20))).containsExactly("1", "20");
  }
}
