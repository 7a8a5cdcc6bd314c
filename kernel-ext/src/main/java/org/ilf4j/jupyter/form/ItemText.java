package org.ilf4j.jupyter.form;

import static j2html.TagCreator.each;
import static j2html.TagCreator.join;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static j2html.TagCreator.ul;

import j2html.tags.DomContent;
import java.util.List;
import java.util.regex.Pattern;
import org.ilf4j.judge.TestResult;
import org.ilf4j.judge.Verdict;
import org.ilf4j.jupyter.view.Markup;
import org.ilf4j.jupyter.view.VerdictViews;
import org.ilf4j.task.Task;

/** What the form shows of one item to read. */
final class ItemText {
  private static final Pattern DOCSTRING = Pattern.compile("(?s)\\A\\s*\"\"\".*?\"\"\"");

  private ItemText() {}

  static String problem(Task task, Verdict verdict) {
    return Markup.card(
            Markup.head("Task " + task.id()),
            p(task.text()),
            program(verdict),
            verdict
                .failure()
                .map(test -> VerdictViews.failure(test, place(verdict)))
                .orElse(text("")),
            VerdictViews.printed(verdict))
        .render();
  }

  /**
   * The program without the docstring, whose text stands above. Lines are counted below the prompt,
   * as the words count them from which the models learn.
   */
  private static DomContent program(Verdict verdict) {
    return join(
        Markup.verbatim(DOCSTRING.matcher(verdict.sample().prompt()).replaceFirst("").strip()),
        Markup.program(verdict.sample().completion(), marked(verdict)));
  }

  /** The failing line, counted below the prompt; 0 for none. */
  private static int marked(Verdict verdict) {
    int above = (int) verdict.sample().prompt().lines().count();
    return Math.max(0, verdict.failure().map(TestResult::line).orElse(0) - above);
  }

  private static String place(Verdict verdict) {
    return marked(verdict) > 0 ? " (line " + marked(verdict) + ")" : "";
  }

  /** A line that says where the annotator is. */
  static String progress(int answered, int skipped, int all, int position) {
    return Markup.card(
            Markup.head(
                answered
                    + " of "
                    + all
                    + " answered"
                    + (skipped > 0 ? ", " + skipped + " skipped" : "")
                    + " · this is number "
                    + (position + 1)))
        .render();
  }

  static String done(int answered, int skipped, int all) {
    String open = answered + skipped < all ? (all - answered - skipped) + " left open. " : "";
    return Markup.card(
            Markup.head(
                (open.isEmpty() ? "All done: " : "The end: ")
                    + answered
                    + " answered, "
                    + skipped
                    + " skipped."),
            Markup.dim(open + "Go on with the next cell. Back shows your answers again."))
        .render();
  }

  /** A result in a word, and remarks below it. */
  static String message(boolean good, String word, List<String> remarks) {
    DomContent list = remarks.isEmpty() ? text("") : ul(each(remarks, remark -> li(remark)));
    return Markup.card(p(Markup.badge(good, word)).attr("role", "status"), list).render();
  }

  static String working(String word) {
    return Markup.card(p(span(word)).attr("role", "status")).render();
  }
}
