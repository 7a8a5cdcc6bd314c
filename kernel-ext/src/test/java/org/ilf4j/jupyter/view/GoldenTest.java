package org.ilf4j.jupyter.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ilf4j.Funnel;
import org.ilf4j.Manifest;
import org.ilf4j.RoundResult;
import org.ilf4j.feedback.Agreement;
import org.ilf4j.feedback.Feedback;
import org.ilf4j.feedback.Feedbacks;
import org.ilf4j.finetune.TrainingCurve;
import org.ilf4j.finetune.TrainingStep;
import org.ilf4j.judge.Cost;
import org.ilf4j.judge.Outcome;
import org.ilf4j.judge.TestResult;
import org.ilf4j.judge.Verdict;
import org.ilf4j.judge.Verdicts;
import org.ilf4j.metric.Leaderboard;
import org.ilf4j.metric.PassAtK;
import org.ilf4j.metric.SampleEfficiency;
import org.ilf4j.model.Completion;
import org.ilf4j.model.TokenProbability;
import org.ilf4j.prompt.Example;
import org.ilf4j.prompt.Prompt;
import org.ilf4j.refine.Refinement;
import org.ilf4j.sample.Sample;
import org.ilf4j.sample.Samples;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Each view's HTML as it was last looked at and found good. After a wanted change:
 *
 * <pre>mvn -pl toolkit,kernel-ext test -Dtest=GoldenTest -Dgolden=renew</pre>
 */
class GoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  private static final Task TASK =
      new Task(
          12,
          "Write a function to add up a list; <script>alert(1)</script> is text.",
          "def total(xs):\n    return sum(xs)",
          "",
          List.of("assert total([1, 2]) == 3", "assert total([]) == 0"),
          List.of());
  private static final Tasks TASKS = Tasks.of("two tasks", List.of(TASK, task(13)));
  private static final String HEAD = "def total(xs):\n";
  private static final List<Sample> DRAWN =
      List.of(
          new Sample(12, 0, HEAD, "    return xs[0]", "    return xs[0]\nprint(9)\n", -1.5, "RULE"),
          new Sample(12, 1, HEAD, "    return sum(xs)", "    return sum(xs)", -2, "END_OF_TEXT"),
          new Sample(12, 2, HEAD, "    return sum(xs)", "    return sum(xs)", -2, "LENGTH"));

  static Map<String, Object> subjects() {
    Map<String, Object> subjects = new TreeMap<>();
    subjects.put("task", TASK);
    subjects.put("tasks", TASKS);
    subjects.put(
        "prompt", new Prompt(12, HEAD + "    \"\"\"Adds.\n    >>> total([1, 2])\n    3\n"));
    subjects.put("example", new Example(12, HEAD, "    return sum(xs)"));
    subjects.put(
        "completion",
        new Completion(
            HEAD,
            "    return <b>",
            List.of(
                new TokenProbability("    ", Math.log(0.95)),
                new TokenProbability("return <b>\n", Math.log(0.25)))));
    subjects.put("sample", DRAWN.get(0));
    subjects.put("samples", Samples.of(TASKS, DRAWN));
    subjects.put("verdict", failed());
    subjects.put("verdicts", Verdicts.of(TASKS, List.of(failed(), passed())));
    subjects.put("table", table());
    subjects.put("throwable", sentence());
    subjects.put("result", result());
    subjects.put(
        "manifest", new Manifest(Map.of("seed", "<7>"), Map.of("java", "17"), "2026-01-01"));
    subjects.put("feedback", feedback());
    subjects.put("feedbacks", Feedbacks.of(List.of(feedback())));
    subjects.put("agreement", Agreement.of(Feedbacks.of(twoAnnotators())));
    subjects.put("refinement", new Refinement(feedback(), DRAWN.get(1), passed()));
    subjects.put(
        "pass-at-k", PassAtK.of(Verdicts.of(TASKS.first(1), List.of(failed(), passed())), 1));
    subjects.put("training-curve", new TrainingCurve(List.of(step(1, 2.5), step(2, 1.5))));
    return subjects;
  }

  static Set<Map.Entry<String, Object>> entries() {
    return subjects().entrySet();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void looksAsItDid(Map.Entry<String, Object> subject) throws IOException {
    Bundle bundle = Views.bundle(subject.getValue());
    String html = withoutStyle(bundle.html()) + "\n";
    Path golden = GOLDEN.resolve(subject.getKey() + ".html");
    if ("renew".equals(System.getProperty("golden"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, html);
    }
    assertThat(html).isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
    assertThat(bundle.plain()).isNotBlank().hasSizeLessThan(3000);
  }

  @ParameterizedTest
  @MethodSource("entries")
  void isEscapedAndReadableByAScreenReader(Map.Entry<String, Object> subject) {
    String html = withoutStyle(Views.bundle(subject.getValue()).html());
    assertThat(html).doesNotContain("<script");
    assertThat(html.split("<th ", -1)).allSatisfy(part -> assertThat(part).doesNotStartWith("<td"));
    assertThat(html.replaceAll("<th scope=\"col\"", "")).doesNotContain("<th ");
    assertThat(html.replaceAll("class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=", ""))
        .doesNotContain("class=\"scroll\"");
  }

  private static String withoutStyle(String html) {
    return html.replaceFirst("<style>.*?</style>", "").replace("><", ">\n<");
  }

  private static Task task(int id) {
    return new Task(id, "Another.", "def g(): pass", "", List.of("assert g() is None"), List.of());
  }

  private static Verdict failed() {
    TestResult test =
        new TestResult(
            "assert total([1, 2]) == 3", new Outcome.WrongValue(), "1", "3", "1 is not 3", 2, 0.01);
    return new Verdict(
        DRAWN.get(0),
        test.outcome(),
        List.of(test),
        "<b>9</b>\n",
        new Cost(0.02, 0.02, 9),
        Set.of());
  }

  private static Verdict passed() {
    return new Verdict(
        DRAWN.get(1), new Outcome.Passed(), List.of(), "", new Cost(0.02, 0.02, 9), Set.of());
  }

  private static List<Feedback> twoAnnotators() {
    Feedback ann = Feedback.of(12, HEAD, HEAD + "    return xs[0]", "Add them all.", "ann");
    Feedback ben = Feedback.of(12, HEAD, HEAD + "    return xs[0]", "It is the sum.", "<b>ben</b>");
    return List.of(
        ann.withCategories(List.of("logic", "missing step")), ben.withCategories(List.of("logic")));
  }

  private static Feedback feedback() {
    return Feedback.of(12, HEAD, DRAWN.get(0).program(), "It takes <b>one</b> number only.", "ann")
        .withRefinement(DRAWN.get(1).program());
  }

  private static RoundResult result() {
    PassAtK pass = PassAtK.of(Verdicts.of(TASKS.first(1), List.of(failed(), passed())), 1);
    return new RoundResult(
        Path.of("runs/first"),
        new Funnel(Map.of("tasks", 4)),
        Leaderboard.of(Map.of("zero-shot", pass)),
        SampleEfficiency.empty().with("ILF", 10, pass));
  }

  private static TrainingStep step(int number, double loss) {
    return new TrainingStep(number, 1, 2, 30, loss, 1, 1e-4);
  }

  private static Table table() {
    return Table.create(
        "arms",
        StringColumn.create("arm", "zero-shot", "ILF <b>"),
        DoubleColumn.create("pass@1", 0.25, 0.5));
  }

  private static Throwable sentence() {
    Throwable failure =
        new IllegalArgumentException("temperature is -1.0", new RuntimeException("x"));
    failure.setStackTrace(new StackTraceElement[0]);
    failure.getCause().setStackTrace(new StackTraceElement[0]);
    return failure;
  }
}
