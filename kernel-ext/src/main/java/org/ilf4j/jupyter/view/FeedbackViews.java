package org.ilf4j.jupyter.view;

import static j2html.TagCreator.blockquote;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;
import org.ilf4j.feedback.Agreement;
import org.ilf4j.feedback.Feedback;
import org.ilf4j.feedback.Feedbacks;
import org.ilf4j.refine.Refinement;
import org.ilf4j.refine.Refinements;

/** What was said about programs, and the programs that came of it. */
final class FeedbackViews {
  private static final int SHOWN = 100;

  private FeedbackViews() {}

  static List<View<?>> all() {
    return List.of(
        View.html(
            Feedback.class, FeedbackViews::plain, feedback -> Markup.card(feedback(feedback))),
        View.html(Feedbacks.class, FeedbackViews::feedbacks),
        View.html(Agreement.class, FeedbackViews::agreement),
        View.html(Refinement.class, refinement -> Markup.card(refinement(refinement))),
        View.html(Refinements.class, FeedbackViews::refinements));
  }

  private static String plain(Feedback feedback) {
    String corrected =
        feedback.refinement() == null ? "" : "\ncorrected program:\n" + feedback.refinement();
    return "Feedback on task "
        + feedback.taskId()
        + by(feedback)
        + ":\n"
        + feedback.text()
        + "\nfailing program:\n"
        + feedback.program()
        + corrected;
  }

  private static DomContent feedback(Feedback feedback) {
    DomContent programs =
        feedback.refinement() == null
            ? Markup.program(feedback.program())
            : ProgramDiff.html(feedback.program(), feedback.refinement());
    return Markup.row(
        Markup.head("Feedback on task " + feedback.taskId() + by(feedback)),
        words(feedback),
        programs);
  }

  private static String by(Feedback feedback) {
    String kinds =
        feedback.categories().isEmpty()
            ? ""
            : " (" + String.join(", ", feedback.categories()) + ")";
    return (who(feedback).isEmpty() ? "" : " by " + who(feedback)) + kinds;
  }

  private static String who(Feedback feedback) {
    boolean said = feedback.annotator().contains("simulated");
    return feedback.annotator() + (feedback.simulated() && !said ? " (simulated)" : "");
  }

  private static DomContent words(Feedback feedback) {
    return blockquote(feedback.text());
  }

  private static DomContent feedbacks(Feedbacks feedbacks) {
    Grid grid = Grid.of("#task", "feedback", "#words", "corrected", "annotator");
    for (Feedback feedback : feedbacks) {
      grid.row(
          feedback.taskId(),
          feedback.text(),
          feedback.words(),
          feedback.refinement() == null ? "no" : "yes",
          who(feedback));
    }
    return Markup.card(Markup.head(firstLine(feedbacks)), grid.html("feedback"));
  }

  private static DomContent agreement(Agreement agreement) {
    Grid annotators = Grid.of("annotator", "#feedbacks", "#corrected", "#words", "#kinds of bugs");
    for (Agreement.Annotator each : agreement.annotators()) {
      annotators.row(
          each.name(), each.answers(), each.corrected(), number(each.words()), number(each.bugs()));
    }
    Grid kinds = Grid.of("kind of bug", "#times", "#%", "#alpha");
    for (Agreement.Kind each : agreement.kinds()) {
      kinds.row(each.name(), each.times(), Math.round(100 * each.share()), number(each.alpha()));
    }
    return Markup.card(
        Markup.head(firstLine(agreement)),
        annotators.html("annotators"),
        agreement.kinds().isEmpty() ? text("") : kinds.html("kinds of bugs"),
        Markup.dim(
            "Krippendorff's alpha: 1 is full agreement, 0 what chance gives; – where nothing can be"
                + " compared."));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f", value);
  }

  private static DomContent refinement(Refinement refinement) {
    DomContent badge =
        refinement.verdict() == null
            ? span("not judged")
            : Markup.badge(refinement.verdict().outcome());
    return Markup.row(
        p(
            span(
                "Task "
                    + refinement.sample().taskId()
                    + ", refinement "
                    + refinement.sample().index()
                    + ": "),
            badge),
        words(refinement.feedback()),
        ProgramDiff.html(refinement.feedback().program(), refinement.sample().program()));
  }

  private static DomContent refinements(Refinements refinements) {
    List<Refinement> shown = refinements.list().stream().limit(SHOWN).toList();
    return Markup.card(
        Markup.head(firstLine(refinements)),
        Markup.scroll(
            "refinements", each(shown, each -> Markup.fold(title(each), refinement(each)))),
        Budget.more(refinements.size() - shown.size(), "refinements"));
  }

  private static DomContent title(Refinement refinement) {
    String name =
        "Task " + refinement.sample().taskId() + ", refinement " + refinement.sample().index();
    return refinement.verdict() == null
        ? text(name)
        : Markup.row(text(name), Markup.badge(refinement.verdict().outcome()));
  }

  static String firstLine(Object value) {
    return value.toString().lines().findFirst().orElse("");
  }
}
