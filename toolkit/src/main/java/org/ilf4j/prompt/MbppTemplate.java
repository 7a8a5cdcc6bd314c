package org.ilf4j.prompt;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ilf4j.task.Task;

/** The paper's prompt for a task of MBPP's schema. */
final class MbppTemplate implements PromptTemplate {
  static final PromptTemplate PAPER = new MbppTemplate();

  private MbppTemplate() {}

  @Override
  public Prompt render(Task task) {
    return new Prompt(task.id(), text(task, header(task)));
  }

  @Override
  public String toString() {
    return "The paper's prompt for MBPP: the task's text and its first test in a docstring, then the def line";
  }

  static String text(Task task, String header) {
    String shown = task.tests().get(0).replaceFirst("^assert ", "").replace("==", "=");
    return "\"\"\"\n" + task.text() + "\n\n>>> Example: " + shown + "\n\"\"\"\n\n" + header + "\n";
  }

  /** The gold program up to the colon of the entry point's def line. */
  static String header(Task task) {
    String code = lineFeeds(task.code());
    String name = task.entryPoint();
    Matcher def =
        Pattern.compile("^[ \\t]*def\\s+" + Pattern.quote(name) + "\\s*\\(", Pattern.MULTILINE)
            .matcher(code);
    if (!def.find()) {
      throw new IllegalArgumentException(
          "Task "
              + task.id()
              + ": its gold program has no line 'def "
              + name
              + "(...)', which its first test calls; mend the task's code or test.");
    }
    return code.substring(0, colon(task, code, def.end()) + 1);
  }

  static String lineFeeds(String code) {
    return code.replaceAll("\\r\\n?", "\n");
  }

  /** The index of the colon that ends the header whose parameters start at {@code from}. */
  private static int colon(Task task, String code, int from) {
    int depth = 1;
    for (int i = from; i < code.length(); i++) {
      char c = code.charAt(i);
      if ("([{".indexOf(c) >= 0) {
        depth++;
      } else if (")]}".indexOf(c) >= 0) {
        depth--;
      } else if (c == ':' && depth == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "Task " + task.id() + ": the def line of its gold program has no colon; mend the code.");
  }
}
