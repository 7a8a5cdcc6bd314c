package org.ilf4j.jupyter.view;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ilf4j.Funnel;
import org.ilf4j.Manifest;
import org.ilf4j.RoundResult;
import org.ilf4j.feedback.Agreement;
import org.ilf4j.feedback.Feedback;
import org.ilf4j.feedback.Feedbacks;
import org.ilf4j.finetune.FineTuned;
import org.ilf4j.finetune.LossMask;
import org.ilf4j.finetune.TrainingCurve;
import org.ilf4j.finetune.TrainingStep;
import org.ilf4j.judge.Cost;
import org.ilf4j.judge.Outcome;
import org.ilf4j.judge.TestResult;
import org.ilf4j.judge.Verdict;
import org.ilf4j.judge.VerdictAudit;
import org.ilf4j.judge.Verdicts;
import org.ilf4j.metric.Comparison;
import org.ilf4j.metric.Leaderboard;
import org.ilf4j.metric.PassAtK;
import org.ilf4j.metric.SampleEfficiency;
import org.ilf4j.model.CodeGen;
import org.ilf4j.model.Completion;
import org.ilf4j.model.TokenProbability;
import org.ilf4j.prompt.Example;
import org.ilf4j.prompt.Prompt;
import org.ilf4j.refine.Drawn;
import org.ilf4j.refine.Refinement;
import org.ilf4j.sample.Sample;
import org.ilf4j.sample.Samples;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A value of every kind that has a view. Each text that a model, a person or a file could have
 * written holds the words given, so that a test can give words that would do harm.
 */
record Subjects(String words) {
  private static final String HEAD = "def total(xs):\n";

  /** All of them, by name. */
  Map<String, Object> all() {
    Map<String, Object> subjects = new TreeMap<>();
    subjects.put("task", task());
    subjects.put("tasks", tasks());
    subjects.put(
        "prompt",
        new Prompt(
            12, "\"\"\"\nAdds." + words + "\n\n>>> Example: total([1, 2]) = 3\n\"\"\"\n\n" + HEAD));
    subjects.put("example", new Example(12, HEAD + "    # " + words + "\n", body(words)));
    subjects.put("completion", completion());
    subjects.put("completion-blanks", blanks());
    subjects.put("completion-text", new Completion(HEAD, body(words), List.of()));
    subjects.put("loss-mask", lossMask());
    subjects.put("lesson", lesson());
    subjects.put("sample", drawn().get(0));
    subjects.put("samples", Samples.of(tasks(), drawn()));
    subjects.put("verdict", failed());
    subjects.put("verdict-passed", passed());
    subjects.put("verdicts", Verdicts.of(tasks(), List.of(failed(), passed(), broken())));
    subjects.put("test-result", failed().tests().get(0));
    subjects.put("audit", audit());
    subjects.put("feedback", feedback());
    subjects.put("feedbacks", Feedbacks.of(List.of(feedback())));
    subjects.put("agreement", Agreement.of(Feedbacks.of(twoAnnotators())));
    subjects.put("refinement", refinement());
    subjects.put(
        "refinements",
        Drawn.refinements(Samples.of(tasks(), drawn()), Feedbacks.of(List.of(feedback()))));
    subjects.put("pass-at-k", pass());
    subjects.put("comparison", Comparison.of(pass(), pass(), 1));
    subjects.put("board", Leaderboard.of(Map.of("zero-shot" + words, pass())));
    subjects.put(
        "efficiency",
        SampleEfficiency.empty().with("ILF" + words, 20, pass()).with("ILF" + words, 10, pass()));
    subjects.put("funnel", new Funnel(Map.of("tasks" + words, 4)));
    subjects.put("result", result());
    subjects.put("training-curve", curve(40));
    subjects.put("fine-tuned", new FineTuned(CodeGen.load("nano"), curve(40)));
    subjects.put("training-curve-short", curve(2));
    subjects.put("training-curve-empty", curve(0));
    subjects.put("run", SavedRun.with(words));
    subjects.put(
        "manifest",
        new Manifest(Map.of("seed", "7" + words), Map.of("java", "17" + words), "2026-01-01"));
    subjects.put("table", table());
    subjects.put("long-table", longTable());
    subjects.put("chart", chart());
    subjects.put("array", new String[] {"one" + words, "two"});
    subjects.put("collection", List.of("one" + words, "two"));
    subjects.put("long-collection", Collections.nCopies(30, drawn().get(0)));
    subjects.put("map", Map.of("one", "two" + words));
    subjects.put("throwable", failure());
    return subjects;
  }

  private static String body(String end) {
    return "    return sum(xs)  # all of them " + end;
  }

  private Task task() {
    return new Task(
        12,
        "Write a function to add up a list." + words,
        "def total(xs):\n    return sum(xs)  # " + words,
        "",
        List.of("assert total([1, 2]) == 3  # " + words, "assert total([]) == 0"),
        List.of());
  }

  private Tasks tasks() {
    Task other =
        new Task(13, "Another.", "def g(): pass", "", List.of("assert g() is None"), List.of());
    return Tasks.of("two tasks" + words, List.of(task(), other));
  }

  private List<Sample> drawn() {
    String wrong = "    first = xs[0]  # " + words + "\n    return first";
    String right = body(words);
    return List.of(
        new Sample(12, 0, HEAD, wrong, wrong + "\nprint('" + words + "')\n", "RULE"),
        new Sample(12, 1, HEAD, right, right, "END_OF_TEXT"),
        new Sample(12, 2, HEAD, right, right, "LENGTH"));
  }

  private Completion completion() {
    return new Completion(
        HEAD,
        "    return f'{xs}'  # " + words,
        List.of(
            token("    ", 0.99),
            token("return", 0.8),
            token(" f'{", 0.3),
            token("xs", 0.1),
            token("}'", 0.01),
            token("  # ", 0.95),
            token(words + "\n", 0.25)));
  }

  private static Completion blanks() {
    return new Completion(
        HEAD,
        "\tfor x in xs: \n\n    return x\n",
        List.of(
            token("\t", 0.3),
            token("for x in xs:", 0.99),
            token(" ", 0.04),
            token("\n\n", 0.15),
            token("    ", 0.1),
            token("return", 0.99),
            token(" x\n", 0.45)));
  }

  private static TokenProbability token(String text, double probability) {
    return new TokenProbability(text, Math.log(probability));
  }

  /** Its feedback has words that are Python's, and a quote without an end. */
  private LossMask lesson() {
    String feedback = "It doesn't return all of the list for an empty one" + words;
    return new LossMask(
        12,
        List.of(
            new LossMask.Token("OLD CODE:\ndef f(x):\n    return 1", false),
            new LossMask.Token("\n\nFEEDBACK:\n" + feedback, false),
            new LossMask.Token("\n\nREFINEMENT:\ndef f(x):\n", false),
            new LossMask.Token("    return list(x)\n", true),
            new LossMask.Token("<|endoftext|>", true)));
  }

  private LossMask lossMask() {
    return new LossMask(
        12,
        List.of(
            new LossMask.Token("def total", false),
            new LossMask.Token("(xs): # " + words + "\n", false),
            new LossMask.Token("    return", true),
            new LossMask.Token(" sum(xs) # " + words, true),
            new LossMask.Token("<|endoftext|>", true)));
  }

  private Verdict failed() {
    TestResult test =
        new TestResult(
            "assert total([1, 2]) == 3  # " + words,
            new Outcome.Raised("IndexError"),
            "1" + words,
            "3" + words,
            "IndexError: list index out of range" + words + " (line 2)",
            2,
            0.01);
    return new Verdict(
        drawn().get(0),
        test.outcome(),
        List.of(test),
        "9 " + words + "\n",
        new Cost(0.02, 0.02, 9),
        Set.of());
  }

  private Verdict passed() {
    return new Verdict(
        drawn().get(1), new Outcome.Passed(), List.of(), "", new Cost(0.02, 0.02, 9), Set.of());
  }

  private Verdict broken() {
    return new Verdict(
        drawn().get(2),
        new Outcome.Infrastructure("no memory" + words),
        List.of(),
        "",
        new Cost(0, 0, 0),
        Set.of());
  }

  private VerdictAudit audit() {
    return new VerdictAudit(
        Path.of("samples.jsonl"),
        2,
        new VerdictAudit.Passes(2, 2, 1, 2),
        Map.of(12, 2),
        List.of(new VerdictAudit.Difference(true, failed(), passed())));
  }

  private Feedback feedback() {
    return Feedback.of(
            12, HEAD, drawn().get(0).program(), "It takes one number only." + words, "ann" + words)
        .withRefinement(drawn().get(1).program());
  }

  private List<Feedback> twoAnnotators() {
    return List.of(
        feedback().withCategories(List.of("logic", "missing step" + words)),
        Feedback.of(12, HEAD, drawn().get(0).program(), "It is the sum.", "ben" + words)
            .withCategories(List.of("logic")));
  }

  private Refinement refinement() {
    return new Refinement(feedback(), drawn().get(1), passed());
  }

  private PassAtK pass() {
    return PassAtK.of(Verdicts.of(tasks().first(1), List.of(failed(), passed())), 1);
  }

  private RoundResult result() {
    return new RoundResult(
        Path.of("runs/first"),
        new Funnel(Map.of("tasks", 4)),
        Leaderboard.of(Map.of("zero-shot" + words, pass())),
        SampleEfficiency.empty().with("ILF", 10, pass()));
  }

  private static TrainingCurve curve(int steps) {
    return new TrainingCurve(
        IntStream.rangeClosed(1, steps)
            .mapToObj(i -> step(i, 0.4 + 2.1 * Math.exp(-i / 12.0) + 0.1 * Math.sin(1.7 * i)))
            .toList());
  }

  private static TrainingStep step(int number, double loss) {
    return new TrainingStep(number, 1 + (number - 1) / 20, 2, 30, loss, 1, 1e-4);
  }

  private Table table() {
    return Table.create(
        "arms" + words,
        StringColumn.create("arm" + words, "zero-shot", "ILF" + words),
        DoubleColumn.create("pass@1", 0.25, 0.5));
  }

  private static Table longTable() {
    Table table = Table.create("long", StringColumn.create("name"), IntColumn.create("square"));
    for (int i = 0; i < 23; i++) {
      table.stringColumn(0).append("row " + i);
      table.intColumn(1).append(i * i);
    }
    return table;
  }

  private XYChart chart() {
    XYChart chart = new XYChartBuilder().width(400).height(200).title("pass@1" + words).build();
    chart.addSeries("ILF" + words, new double[] {1, 2}, new double[] {3, 4});
    return chart;
  }

  private Throwable failure() {
    Throwable failure =
        new IllegalArgumentException(
            "temperature is -1.0; choose 0 to 10." + words, new RuntimeException("x" + words));
    StackTraceElement cell = new StackTraceElement("REPL.$JShell$14", "f", "$JShell$14.java", 5);
    failure.setStackTrace(new StackTraceElement[] {cell});
    failure.getCause().setStackTrace(new StackTraceElement[0]);
    return failure;
  }
}
