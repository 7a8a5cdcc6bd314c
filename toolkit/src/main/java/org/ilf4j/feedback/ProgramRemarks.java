package org.ilf4j.feedback;

import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import org.ilf4j.feedback.FunctionBody.Line;
import org.ilf4j.feedback.Remark.Kind;

/**
 * Finds what to change in a failing program: aligns its lines with the gold program's at the least
 * cost, then compares aligned lines token by token.
 */
final class ProgramRemarks {
  /** Two lines less alike than 1 - 2 x 0.4 are told as one extra and one missing line. */
  private static final double GAP = 0.4;

  private final List<Line> wrong;
  private final List<Line> right;
  private final double[][] cost;

  private ProgramRemarks(FunctionBody failing, FunctionBody gold) {
    this.wrong = failing.lines();
    this.right = gold.lines();
    this.cost = new double[wrong.size() + 1][right.size() + 1];
  }

  /** All remarks, in the order of lines. */
  static List<Remark> of(FunctionBody failing, FunctionBody gold) {
    ProgramRemarks remarks = new ProgramRemarks(failing, gold);
    remarks.fill();
    return remarks.trace();
  }

  private void fill() {
    for (int i = 0; i <= wrong.size(); i++) {
      for (int j = 0; j <= right.size(); j++) {
        double best = i == 0 && j == 0 ? 0 : Double.MAX_VALUE;
        best = i > 0 ? Math.min(best, cost[i - 1][j] + GAP) : best;
        best = j > 0 ? Math.min(best, cost[i][j - 1] + GAP) : best;
        cost[i][j] = i > 0 && j > 0 ? Math.min(best, cost[i - 1][j - 1] + pair(i, j)) : best;
      }
    }
  }

  private double pair(int i, int j) {
    PythonLine a = wrong.get(i - 1).python();
    PythonLine b = right.get(j - 1).python();
    double indent = a.indent() == b.indent() ? 0 : 0.1;
    return 1 - LineRemarks.similarity(a, b) + indent;
  }

  private List<Remark> trace() {
    LinkedList<List<Remark>> found = new LinkedList<>();
    int i = wrong.size();
    int j = right.size();
    while (i > 0 || j > 0) {
      if (i > 0 && j > 0 && cost[i][j] == cost[i - 1][j - 1] + pair(i, j)) {
        found.addFirst(LineRemarks.between(wrong.get(--i), right.get(--j)));
      } else if (j > 0 && cost[i][j] == cost[i][j - 1] + GAP) {
        found.addFirst(List.of(missing(i, right.get(--j))));
      } else {
        found.addFirst(List.of(extra(wrong.get(--i))));
      }
    }
    List<Remark> remarks = new ArrayList<>();
    found.forEach(remarks::addAll);
    return remarks;
  }

  private Remark missing(int after, Line line) {
    return after == 0
        ? new Remark(Kind.MISSING_FIRST, 0, "", line.code())
        : new Remark(Kind.MISSING, wrong.get(after - 1).number(), "", line.code());
  }

  private static Remark extra(Line line) {
    return new Remark(Kind.EXTRA, line.number(), line.code(), "");
  }
}
