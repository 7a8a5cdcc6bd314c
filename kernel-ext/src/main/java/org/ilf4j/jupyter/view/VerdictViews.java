package org.ilf4j.jupyter.view;

import static j2html.TagCreator.code;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.ilf4j.judge.Flag;
import org.ilf4j.judge.Outcome;
import org.ilf4j.judge.TestResult;
import org.ilf4j.judge.Verdict;
import org.ilf4j.judge.VerdictAudit;
import org.ilf4j.judge.Verdicts;

/** What the judge says of programs: how each ended, on which test, and why. */
public final class VerdictViews {
  private static final int TASKS_SHOWN = 100;
  private static final int SHORT_OUTPUT_LINES = 6;

  private VerdictViews() {}

  static List<View<?>> all() {
    return List.of(
        View.html(
            Verdict.class,
            verdict ->
                Markup.card(
                    p(span(name(verdict) + " ").withClass("head"), Markup.badge(verdict.outcome())),
                    verdict(verdict))),
        View.html(Verdicts.class, VerdictViews::verdicts),
        View.html(TestResult.class, result -> Markup.card(failure(result))),
        View.html(VerdictAudit.class, VerdictViews::audit));
  }

  private static String name(Verdict verdict) {
    return "Task " + verdict.taskId() + ", sample " + verdict.sample().index();
  }

  /** The program with its failing line marked, the failing test, and what was printed. */
  public static DomContent verdict(Verdict verdict) {
    int marked = verdict.failure().map(TestResult::line).orElse(0);
    return Markup.row(
        Markup.program(verdict.sample().program(), marked),
        verdict.failure().map(VerdictViews::failure).orElse(text("")),
        printed(verdict),
        SampleViews.cutOff(verdict.sample(), true),
        Markup.dim(cost(verdict)));
  }

  private static DomContent failure(TestResult test) {
    return failure(test, test.line() > 0 ? " (line " + test.line() + " of the program)" : "");
  }

  /**
   * A failing test: what it expects, what it got, and why it failed.
   *
   * @param place behind the reason, where it failed; may be empty
   */
  public static DomContent failure(TestResult test, String place) {
    Grid grid = Grid.of("what", "failing test").named();
    grid.row("test", code(Markup.inline(test.test())));
    if (!test.expected().isEmpty()) {
      grid.row("expected", code(Markup.inline(test.expected())));
    }
    if (!test.got().isEmpty()) {
      grid.row("got", code(Markup.inline(test.got())));
    }
    return grid.row("because", reason(test) + place).unsorted().html("failing test");
  }

  /** Without the line that the judge ends it with: the page says where in its own count. */
  private static String reason(TestResult test) {
    String line = " (line " + test.line() + ")";
    String message = test.message();
    return message.endsWith(line)
        ? message.substring(0, message.length() - line.length())
        : message;
  }

  /** What the program printed, folded where it is long; nothing for nothing. */
  public static DomContent printed(Verdict verdict) {
    String output = verdict.output() == null ? "" : verdict.output();
    if (output.isBlank()) {
      return text("");
    }
    long lines = output.strip().lines().count();
    return lines <= SHORT_OUTPUT_LINES
        ? Markup.row(Markup.dim("It printed:"), Markup.verbatim(output))
        : Markup.fold(
            text("what it printed, " + Markup.count(lines, "line")), Markup.verbatim(output));
  }

  private static String cost(Verdict verdict) {
    String flags =
        verdict.flags().stream()
            .map(Flag::name)
            .sorted()
            .map(flag -> ", " + flag.toLowerCase(Locale.ROOT).replace('_', ' '))
            .collect(Collectors.joining());
    long passed = verdict.tests().stream().filter(TestResult::passed).count();
    return String.format(
        Locale.ROOT,
        "%d of %s run passed, %.0f ms%s",
        passed,
        Markup.count(verdict.tests().size(), "test"),
        1000 * verdict.cost().wallSeconds(),
        flags);
  }

  private static DomContent verdicts(Verdicts verdicts) {
    Grid outcomes = Grid.of("outcome", "#programs", "share").named();
    Map<String, Outcome> kinds = new LinkedHashMap<>();
    verdicts.forEach(each -> kinds.putIfAbsent(each.outcome().label(), each.outcome()));
    verdicts
        .byOutcome()
        .forEach(
            (label, count) ->
                outcomes.row(
                    Markup.badge(kinds.get(label)),
                    count,
                    Drawing.bar((int) (long) count, verdicts.size())));
    Map<Integer, List<Verdict>> byTask = verdicts.byTask();
    Budget budget = new Budget();
    DomContent list =
        each(
            byTask.values().stream().limit(TASKS_SHOWN).toList(), of -> task(verdicts, of, budget));
    DomContent tasks = Markup.scroll("programs by task", list);
    return Markup.card(
        Markup.head(
            Markup.count(verdicts.size(), "verdict")
                + " on "
                + Markup.count(verdicts.taskIds().size(), "task")
                + " of "
                + verdicts.tasks().name()),
        outcomes.html("outcomes"),
        tasks,
        Budget.more(byTask.size() - TASKS_SHOWN, "tasks"),
        Budget.more(budget.leftOut(), "programs"));
  }

  private static DomContent task(Verdicts verdicts, List<Verdict> of, Budget budget) {
    int id = of.get(0).taskId();
    long passed = of.stream().filter(Verdict::passed).count();
    Map<String, List<Verdict>> alike =
        of.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.sample().completion() + '\0' + each.outcome().label(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return Markup.fold(
        Markup.row(
            text("Task " + id + ":"),
            Markup.badge(passed > 0, passed + " of " + of.size() + " passed"),
            text(verdicts.tasks().byId(id).text())),
        each(
            alike.values(),
            same -> budget.spend(() -> Markup.fold(title(same), verdict(same.get(0))))));
  }

  private static DomContent title(List<Verdict> same) {
    Verdict first = same.get(0);
    return Markup.row(
        text("Sample " + first.sample().index()),
        text(same.size() == 1 ? "" : "and " + (same.size() - 1) + " more alike"),
        Markup.badge(first.outcome()),
        text(first.message()));
  }

  private static DomContent audit(VerdictAudit audit) {
    Grid grid = Grid.of("#task", "#sample", "recorded", "strict", "paper's rules", "why strictly");
    audit
        .differences()
        .forEach(
            row ->
                grid.row(
                    row.strict().taskId(),
                    row.strict().sample().index(),
                    row.recorded() == null ? "" : row.recorded() ? "passed" : "failed",
                    Markup.badge(row.strict().outcome()),
                    Markup.badge(row.compat().outcome()),
                    row.strict().message()));
    return Markup.card(
        Markup.head(FeedbackViews.firstLine(audit)),
        p(audit.passes().toString()),
        audit.differences().isEmpty() ? text("") : grid.html("differences"));
  }
}
