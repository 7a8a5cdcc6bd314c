package org.ilf4j.prompt;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ilf4j.task.Task;

/**
 * The prompts that the paper's script makes, its gaps included: a task whose first test is not
 * written {@code assert name(} or whose gold program has no {@code def name(...):} free of odd
 * spaces gets none. On MBPP these are 60 of 974 tasks: 6 of Test (14, 32, 36, 57, 77, 107), 11 of
 * Refine, 43 of Train. For comparing with the paper's own numbers only.
 */
public final class PaperCompat {
  private static final Pattern CALL = Pattern.compile("^assert (\\w+)\\(");

  private PaperCompat() {}

  /** The script's prompt, or nothing where it makes none. */
  public static Optional<Prompt> prompt(Task task) {
    Matcher call = CALL.matcher(task.tests().get(0));
    if (!call.find()) {
      return Optional.empty();
    }
    String code = MbppTemplate.lineFeeds(task.code());
    Matcher def = Pattern.compile("def " + call.group(1) + "\\(.*\\):").matcher(code);
    return def.find()
        ? Optional.of(new Prompt(task.id(), MbppTemplate.text(task, code.substring(0, def.end()))))
        : Optional.empty();
  }
}
