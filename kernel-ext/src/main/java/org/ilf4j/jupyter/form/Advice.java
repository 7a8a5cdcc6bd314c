package org.ilf4j.jupyter.form;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.ilf4j.feedback.Feedback;
import org.ilf4j.task.Task;

/**
 * Remarks on feedback that a model will learn little from. They are remarks: whoever writes the
 * feedback decides. The thresholds are our choice.
 */
final class Advice {
  private static final int FEW_WORDS = 5;
  private static final int LINE_WORTH_QUOTING = 12;
  private static final Pattern NAMES_A_BUG =
      Pattern.compile(
          "\\b(should|instead|wrong|missing|misses|not|never|incorrect|must|needs?|errors?|fails?|bug|"
              + "but|too|only|forgets?|return(s|ed)?|off|fix|change|replace|remove|add)\\b");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{2,}");

  private Advice() {}

  static List<String> on(Task task, Feedback feedback) {
    List<String> remarks = new ArrayList<>();
    if (feedback.words() < FEW_WORDS) {
      remarks.add("Very short: say which line is wrong and what it should do.");
    }
    if (!namesABug(feedback)) {
      remarks.add("It seems to name no bug: say what the program does and what it should do.");
    }
    if (quotesGold(task, feedback)) {
      remarks.add("It quotes the gold program: say it in words, or the model learns to copy.");
    }
    return remarks;
  }

  private static boolean namesABug(Feedback feedback) {
    String words = feedback.text().toLowerCase(Locale.ROOT);
    return NAMES_A_BUG.matcher(words).find()
        || NAME.matcher(feedback.completion())
            .results()
            .anyMatch(name -> words.contains(name.group().toLowerCase(Locale.ROOT)));
  }

  private static boolean quotesGold(Task task, Feedback feedback) {
    String words = squeeze(feedback.text());
    String old = squeeze(feedback.program());
    return Arrays.stream(task.code().split("\n"))
        .map(Advice::squeeze)
        .filter(line -> line.length() >= LINE_WORTH_QUOTING && !old.contains(line))
        .anyMatch(words::contains);
  }

  private static String squeeze(String text) {
    return text.replaceAll("\\s+", "");
  }
}
