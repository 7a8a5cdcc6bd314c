package org.ilf4j.jupyter.view;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ilf4j.sample.Sample;
import org.ilf4j.sample.Samples;
import org.ilf4j.task.Task;

/** Programs that a model wrote. */
final class SampleViews {
  private static final int TASKS_SHOWN = 200;

  private SampleViews() {}

  static List<View<?>> all() {
    return List.of(
        View.html(Sample.class, SampleViews::plain, SampleViews::sample),
        View.html(Samples.class, SampleViews::samples));
  }

  private static String name(Sample sample) {
    return "Task " + sample.taskId() + ", sample " + sample.index() + ", " + stop(sample);
  }

  private static String plain(Sample sample) {
    String rest = afterCut(sample);
    return name(sample)
        + "\n"
        + sample.program().stripTrailing()
        + (rest.isBlank() ? "" : "\n--- cut here; not kept: ---\n" + rest.strip());
  }

  private static DomContent sample(Sample sample) {
    return Markup.card(
        Markup.head(name(sample)), Markup.program(sample.program()), cutOff(sample, false));
  }

  private static String stop(Sample sample) {
    return switch (sample.stop()) {
      case "END_OF_TEXT" -> "ended by the model";
      case "RULE" -> "cut where the function ends";
      case "LENGTH" -> "stopped at the length limit";
      default -> sample.stop();
    };
  }

  /** What the model wrote after the point where it was cut. */
  static DomContent cutOff(Sample sample, boolean folded) {
    String rest = afterCut(sample).strip();
    if (rest.isBlank()) {
      return text("");
    }
    String words = "cut here; " + Markup.count(rest.lines().count(), "line") + " not kept";
    return folded
        ? Markup.fold(text("✂ " + words), Markup.verbatim(rest))
        : Markup.row(
            div("✂ " + words + ":").withClass("scissors"),
            Listing.plain(rest).shade(0, rest.length(), "given", null).html());
  }

  private static String afterCut(Sample sample) {
    String generated = sample.generated() == null ? "" : sample.generated();
    String kept = sample.completion().strip();
    int at = generated.indexOf(kept);
    return at < 0 ? "" : generated.substring(at + kept.length());
  }

  private static DomContent samples(Samples samples) {
    List<Task> shown = samples.tasks().stream().limit(TASKS_SHOWN).toList();
    Budget budget = new Budget();
    DomContent list = each(shown, task -> samplesOf(task, samples.of(task.id()), budget));
    DomContent tasks = Markup.scroll("samples by task", list);
    return Markup.card(
        Markup.head(
            Markup.count(samples.size(), "sample")
                + " of "
                + Markup.count(samples.tasks().size(), "task")
                + " ("
                + samples.tasks().name()
                + ")"),
        tasks,
        Budget.more(samples.tasks().size() - shown.size(), "tasks"),
        Budget.more(budget.leftOut(), "programs"));
  }

  private static DomContent samplesOf(Task task, List<Sample> samples, Budget budget) {
    Map<String, List<Sample>> programs =
        samples.stream()
            .collect(
                Collectors.groupingBy(Sample::completion, LinkedHashMap::new, Collectors.toList()));
    return Markup.fold(
        text(
            "Task "
                + task.id()
                + ": "
                + Markup.count(samples.size(), "sample")
                + ", "
                + programs.size()
                + " different. "
                + task.text()),
        each(programs.values(), same -> budget.spend(() -> alike(same, budget.isRoomy()))));
  }

  private static DomContent alike(List<Sample> same, boolean coloured) {
    Sample first = same.get(0);
    String times = same.size() == 1 ? "" : " and " + (same.size() - 1) + " more alike";
    return Markup.row(
        Markup.dim("Sample " + first.index() + times + ", " + stop(first)),
        coloured ? Markup.python(first.completion()) : Markup.verbatim(first.completion()),
        cutOff(first, true));
  }
}
