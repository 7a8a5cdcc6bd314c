package org.ilf4j.feedback;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import org.ilf4j.feedback.FunctionBody.Line;
import org.ilf4j.feedback.Remark.Kind;

/** What is different between a line and the line that should stand there, token by token. */
final class LineRemarks {
  private static final int MOST_PER_LINE = 2;
  private static final double LEAST_SIMILARITY = 0.3;

  private LineRemarks() {}

  /** Share of tokens that two lines have in common, in order: 0 to 1. */
  static double similarity(PythonLine a, PythonLine b) {
    int changed =
        deltas(a, b).stream()
            .mapToInt(d -> Math.max(d.getSource().size(), d.getTarget().size()))
            .sum();
    int longest = Math.max(a.tokens().size(), b.tokens().size());
    return Math.max(0, 1 - (double) changed / longest);
  }

  /** The remarks that turn {@code wrong} into {@code right}; none if they are equal. */
  static List<Remark> between(Line wrong, Line right) {
    PythonLine from = wrong.python();
    PythonLine to = right.python();
    List<Edit> edits = edits(from, to);
    if (edits.isEmpty()) {
      return from.indent() == to.indent()
          ? List.of()
          : List.of(new Remark(Kind.INDENT, wrong.number(), "", Integer.toString(to.indent())));
    }
    boolean quotable = edits.stream().allMatch(e -> e.balanced(from, to));
    if (!quotable || edits.size() > MOST_PER_LINE || similarity(from, to) < LEAST_SIMILARITY) {
      return List.of(new Remark(Kind.LINE, wrong.number(), wrong.code(), right.code()));
    }
    return edits.stream().map(e -> e.remark(wrong.number(), from, to)).toList();
  }

  /** Differing stretches of tokens; stretches with an open bracket are joined until it closes. */
  private static List<Edit> edits(PythonLine from, PythonLine to) {
    List<Edit> edits = new ArrayList<>();
    for (AbstractDelta<String> delta : deltas(from, to)) {
      Edit edit = Edit.of(delta);
      int last = edits.size() - 1;
      if (last >= 0 && !edits.get(last).balanced(from, to)) {
        edits.set(last, edits.get(last).upTo(edit));
      } else {
        edits.add(edit);
      }
    }
    return edits;
  }

  private static List<AbstractDelta<String>> deltas(PythonLine from, PythonLine to) {
    return DiffUtils.diff(from.words(), to.words()).getDeltas();
  }

  /** Tokens {@code from..fromEnd} of the wrong line that become {@code to..toEnd} of the right. */
  private record Edit(int from, int fromEnd, int to, int toEnd) {
    static Edit of(AbstractDelta<String> delta) {
      int from = delta.getSource().getPosition();
      int to = delta.getTarget().getPosition();
      return new Edit(from, from + delta.getSource().size(), to, to + delta.getTarget().size());
    }

    Edit upTo(Edit next) {
      return new Edit(from, next.fromEnd, to, next.toEnd);
    }

    boolean balanced(PythonLine wrong, PythonLine right) {
      return wrong.balanced(from, fromEnd) && right.balanced(to, toEnd);
    }

    /** Whether the token before, which both lines share, can be quoted too: it tells the place. */
    private boolean withTokenBefore(PythonLine wrong, PythonLine right) {
      return from > 0
          && to > 0
          && wrong.balanced(from - 1, fromEnd)
          && right.balanced(to - 1, toEnd)
          && wrong.words().get(from - 1).equals(right.words().get(to - 1));
    }

    Remark remark(int line, PythonLine wrong, PythonLine right) {
      if (to == toEnd) {
        return new Remark(Kind.REMOVE, line, wrong.quote(from, fromEnd), "");
      }
      if (from < fromEnd) {
        int before = withTokenBefore(wrong, right) ? 1 : 0;
        return new Remark(
            Kind.REPLACE,
            line,
            wrong.quote(from - before, fromEnd),
            right.quote(to - before, toEnd));
      }
      return from > 0
          ? new Remark(Kind.ADD, line, wrong.quote(from - 1, from), right.quote(to, toEnd))
          : new Remark(Kind.REPLACE, line, wrong.quote(0, 1), right.quote(to, toEnd + 1));
    }
  }
}
