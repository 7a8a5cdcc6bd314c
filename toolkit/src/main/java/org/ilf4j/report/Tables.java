package org.ilf4j.report;

import java.util.Locale;
import org.ilf4j.metric.Estimate;
import org.ilf4j.metric.Leaderboard;
import org.ilf4j.metric.SampleEfficiency;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Results as Tablesaw tables; shares are in per cent, rounded to one digit. */
public final class Tables {
  private Tables() {}

  /** A row per arm: pass@k with its 95 % interval, and the difference to the first arm. */
  public static Table passAtK(Leaderboard board) {
    StringColumn names = StringColumn.create("arm", board.names());
    Table table = Table.create("pass@k", names);
    for (int k : board.ks()) {
      DoubleColumn values = DoubleColumn.create("pass@" + k);
      StringColumn intervals = StringColumn.create("95 % of pass@" + k);
      for (String name : board.names()) {
        values.append(percent(board.arm(name).at(k).value()));
        intervals.append(interval(board.arm(name).at(k)));
      }
      table.addColumns(values, intervals);
    }
    return board.names().size() < 2 ? table : table.addColumns(differences(board));
  }

  /** A row per trained model: arm, number of examples, pass@k with its interval. */
  public static Table sampleEfficiency(SampleEfficiency efficiency, int k) {
    StringColumn arms = StringColumn.create("arm");
    IntColumn examples = IntColumn.create("examples");
    DoubleColumn values = DoubleColumn.create("pass@" + k);
    StringColumn intervals = StringColumn.create("95 % of pass@" + k);
    for (String arm : efficiency.arms()) {
      for (SampleEfficiency.Point point : efficiency.of(arm)) {
        arms.append(arm);
        examples.append(point.examples());
        values.append(percent(point.pass().at(k).value()));
        intervals.append(interval(point.pass().at(k)));
      }
    }
    return Table.create("sample efficiency", arms, examples, values, intervals);
  }

  private static StringColumn differences(Leaderboard board) {
    int k = board.ks().get(0);
    String first = board.names().get(0);
    StringColumn column = StringColumn.create("against " + first);
    for (String name : board.names()) {
      Estimate difference = board.compare(name, first, k).difference();
      column.append(name.equals(first) ? "" : signed(difference));
    }
    return column;
  }

  private static String signed(Estimate e) {
    return String.format(
        Locale.ROOT, "%+.1f [%+.1f, %+.1f]", 100 * e.value(), 100 * e.low(), 100 * e.high());
  }

  private static String interval(Estimate e) {
    return String.format(Locale.ROOT, "%.1f - %.1f", 100 * e.low(), 100 * e.high());
  }

  private static double percent(double share) {
    return Math.round(share * 1000) / 10.0;
  }
}
