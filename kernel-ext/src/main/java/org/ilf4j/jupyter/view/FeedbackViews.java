package org.ilf4j.jupyter.view;

import static j2html.TagCreator.blockquote;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.join;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import java.util.List;
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
    return join(
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

  private static DomContent refinement(Refinement refinement) {
    DomContent badge =
        refinement.verdict() == null ? span("not judged") : SampleViews.badge(refinement.verdict());
    return join(
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
        div(each(shown, each -> Markup.fold(title(each), refinement(each))))
            .withClass("scroll")
            .attr("tabindex", "0")
            .attr("role", "region")
            .attr("aria-label", "refinements"),
        refinements.size() > SHOWN
            ? Markup.dim("… " + (refinements.size() - SHOWN) + " more")
            : text(""));
  }

  private static DomContent title(Refinement refinement) {
    String name =
        "Task " + refinement.sample().taskId() + ", refinement " + refinement.sample().index();
    return refinement.verdict() == null
        ? text(name)
        : join(name, SampleViews.badge(refinement.verdict()));
  }

  static String firstLine(Object value) {
    return value.toString().lines().findFirst().orElse("");
  }
}
