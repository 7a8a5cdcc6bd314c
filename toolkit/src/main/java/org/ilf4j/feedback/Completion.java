package org.ilf4j.feedback;

/** What a program adds to its prompt. */
final class Completion {
  private static final String DEF = "def ";

  private Completion() {}

  /**
   * What follows the prompt in a program. A program written without the prompt's own text is cut
   * behind the same function's head.
   */
  static String of(String prompt, String program) {
    if (program.startsWith(prompt)) {
      return program.substring(prompt.length());
    }
    int def = prompt.lastIndexOf("\n" + DEF) + 1;
    String head = prompt.substring(def).stripTrailing();
    int at = program.indexOf(head);
    if (at >= 0) {
      return fromNextLine(program, at + head.length());
    }
    int bracket = head.indexOf('(');
    int same = bracket < 0 ? -1 : program.indexOf(head.substring(0, bracket + 1));
    return same < 0 ? program : fromNextLine(program, same);
  }

  private static String fromNextLine(String program, int from) {
    return program.substring(program.indexOf('\n', from) + 1);
  }
}
