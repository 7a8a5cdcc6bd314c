package org.ilf4j;

import java.nio.file.Path;
import org.ilf4j.metric.Leaderboard;
import org.ilf4j.metric.SampleEfficiency;
import org.ilf4j.report.Figures;
import org.ilf4j.report.Tables;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.Table;

/**
 * What came of a round.
 *
 * @param folder the run's folder
 * @param funnel how many Train tasks were left after each step
 * @param board pass@k of all arms on the Test tasks
 * @param efficiency pass@k against the number of training examples
 */
public record RoundResult(
    Path folder, Funnel funnel, Leaderboard board, SampleEfficiency efficiency) {

  /** The arm that nothing was trained for. */
  public static final String ZERO_SHOT = "zero-shot";

  /** The arm of the method. */
  public static final String ILF = "ILF";

  /** All arms as a table. */
  public Table table() {
    return Tables.passAtK(board);
  }

  /** pass@1 of all arms. */
  public XYChart figure() {
    return Figures.passAtK(board, 1);
  }

  /** pass@1 against the number of training examples. */
  public XYChart efficiencyFigure() {
    return Figures.sampleEfficiency(efficiency, 1, board.arm(ZERO_SHOT));
  }

  /** Funnel, arms and curve. */
  @Override
  public String toString() {
    return funnel + "\n" + board + (efficiency.points().isEmpty() ? "" : "\n" + efficiency);
  }
}
