package org.ilf4j.jupyter.view;

import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.join;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ilf4j.judge.TestResult;
import org.ilf4j.judge.Verdict;
import org.ilf4j.judge.Verdicts;
import org.ilf4j.sample.Sample;
import org.ilf4j.sample.Samples;
import org.ilf4j.task.Task;

/** Samples and what the judge says of them. */
final class SampleViews {
  private static final int TASKS_SHOWN = 100;
  private static final int PROGRAMS_SHOWN = 1000;

  private SampleViews() {}

  static List<View<?>> all() {
    return List.of(
        View.html(Sample.class, sample -> Markup.card(sampleHead(sample), programOf(sample))),
        View.html(Samples.class, SampleViews::samples),
        View.html(Verdict.class, verdict -> Markup.card(verdict(verdict))),
        View.html(Verdicts.class, SampleViews::verdicts));
  }

  private static DomContent sampleHead(Sample sample) {
    return Markup.head(
        "Task " + sample.taskId() + ", sample " + sample.index() + ", " + stop(sample));
  }

  private static String stop(Sample sample) {
    return switch (sample.stop()) {
      case "END_OF_TEXT" -> "ended by the model";
      case "RULE" -> "cut where the function ends";
      case "LENGTH" -> "stopped at the length limit";
      default -> sample.stop();
    };
  }

  /** The program, and behind it what the model wrote after the point where it was cut. */
  private static DomContent programOf(Sample sample) {
    String rest = afterCut(sample);
    return rest.isBlank()
        ? Markup.program(sample.program())
        : join(
            Markup.program(sample.program()),
            Markup.fold(
                text("cut off: " + Markup.count(rest.strip().lines().count(), "line")),
                pre(code(span(rest).withClass("after")))));
  }

  private static String afterCut(Sample sample) {
    String generated = sample.generated() == null ? "" : sample.generated();
    String kept = sample.completion().strip();
    int at = generated.indexOf(kept);
    return at < 0 ? "" : generated.substring(at + kept.length());
  }

  private static DomContent samples(Samples samples) {
    List<Task> shown = samples.tasks().stream().limit(TASKS_SHOWN).toList();
    return Markup.card(
        Markup.head(
            samples.size()
                + " samples of "
                + samples.tasks().size()
                + " tasks ("
                + samples.tasks().name()
                + ")"),
        div(each(shown, task -> samplesOf(task, samples.of(task.id()))))
            .withClass("scroll")
            .attr("tabindex", "0")
            .attr("role", "region")
            .attr("aria-label", "samples by task"),
        more(samples.tasks().size() - shown.size(), "tasks"));
  }

  private static DomContent samplesOf(Task task, List<Sample> samples) {
    Map<String, Long> programs =
        samples.stream()
            .limit(PROGRAMS_SHOWN)
            .collect(
                Collectors.groupingBy(
                    Sample::completion, LinkedHashMap::new, Collectors.counting()));
    return Markup.fold(
        text(
            "Task "
                + task.id()
                + ": "
                + samples.size()
                + " samples, "
                + programs.size()
                + " different. "
                + task.text()),
        each(programs.entrySet(), entry -> folded(entry.getKey(), entry.getValue())));
  }

  private static DomContent folded(String completion, long times) {
    return times == 1
        ? Markup.verbatim(completion)
        : join(Markup.dim(times + " times:"), Markup.verbatim(completion));
  }

  private static DomContent more(int left, String what) {
    return left > 0 ? Markup.dim("… " + left + " more " + what) : text("");
  }

  static DomContent verdict(Verdict verdict) {
    DomContent head =
        p(
            span("Task " + verdict.taskId() + ", sample " + verdict.sample().index() + ": "),
            badge(verdict));
    int marked = verdict.failure().map(TestResult::line).orElse(0);
    return join(
        head,
        Markup.program(verdict.sample().program(), marked),
        verdict.failure().map(SampleViews::failure).orElse(text("")),
        verdict.output() == null || verdict.output().isBlank()
            ? text("")
            : Markup.fold(text("what it printed"), Markup.verbatim(verdict.output())));
  }

  static DomContent badge(Verdict verdict) {
    return Markup.badge(verdict.passed(), verdict.outcome().label());
  }

  private static DomContent failure(TestResult failure) {
    Grid grid = Grid.of("failing test", "expected", "got", "because");
    return grid.row(
            code(failure.test()), code(failure.expected()), code(failure.got()), failure.message())
        .html("failing test");
  }

  private static DomContent verdicts(Verdicts verdicts) {
    Grid outcomes = Grid.of("outcome", "#programs");
    verdicts.byOutcome().forEach((label, count) -> outcomes.row(outcome(label), count));
    List<Verdict> shown = verdicts.list().stream().limit(TASKS_SHOWN).toList();
    return Markup.card(
        Markup.head(
            verdicts.size()
                + " verdicts on "
                + verdicts.taskIds().size()
                + " tasks of "
                + verdicts.tasks().name()),
        outcomes.html("outcomes"),
        Markup.fold(
            text("programs"),
            div(each(shown, each -> Markup.fold(title(each), verdict(each))))
                .withClass("scroll")
                .attr("tabindex", "0")
                .attr("role", "region")
                .attr("aria-label", "programs"),
            more(verdicts.size() - shown.size(), "programs")));
  }

  private static DomContent outcome(String label) {
    return Markup.badge(label.equals("passed"), label);
  }

  private static DomContent title(Verdict verdict) {
    return join(
        "Task " + verdict.taskId() + ", sample " + verdict.sample().index(),
        badge(verdict),
        verdict.message());
  }
}
