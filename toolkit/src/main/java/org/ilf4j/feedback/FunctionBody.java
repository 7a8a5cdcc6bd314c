package org.ilf4j.feedback;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a program that a remark can be about: those after the {@code def} line that the
 * failing and the right program share. The docstring of the prompt is dropped. Line 1 is the first
 * line after {@code def}; empty lines are not counted.
 */
record FunctionBody(List<Line> lines) {

  /** A line with its number within the function's body, without comment. */
  record Line(int number, PythonLine python) {
    String code() {
      return python.text().strip();
    }
  }

  /** The bodies of the failing and of the gold program, in this order. */
  static List<FunctionBody> of(String failing, String gold) {
    List<String> first = codeLines(failing);
    List<String> second = codeLines(gold);
    int shared = 0;
    int start = 0;
    while (shared < Math.min(first.size(), second.size())
        && first.get(shared).equals(second.get(shared))) {
      shared++;
      start = isDef(first.get(shared - 1)) ? shared : start;
    }
    return start > 0
        ? List.of(after(first, start), after(second, start))
        : List.of(after(first, afterFirstDef(first)), after(second, afterFirstDef(second)));
  }

  private static FunctionBody after(List<String> program, int start) {
    List<Line> lines = new ArrayList<>();
    for (int i = start; i < program.size(); i++) {
      PythonLine line = PythonLine.of(program.get(i)).withoutComment();
      if (!line.tokens().isEmpty()) {
        lines.add(new Line(i - start + 1, line));
      }
    }
    return new FunctionBody(List.copyOf(lines));
  }

  private static List<String> codeLines(String program) {
    return withoutDocstring(program)
        .lines()
        .filter(line -> !line.isBlank())
        .map(String::stripTrailing)
        .toList();
  }

  private static String withoutDocstring(String program) {
    String text = program.stripLeading();
    int end = text.startsWith("\"\"\"") ? text.indexOf("\"\"\"", 3) : -1;
    return end < 0 ? program : text.substring(end + 3);
  }

  private static int afterFirstDef(List<String> program) {
    for (int i = 0; i < program.size(); i++) {
      if (isDef(program.get(i))) {
        return i + 1;
      }
    }
    return 0;
  }

  private static boolean isDef(String line) {
    return line.startsWith("def ");
  }
}
