package org.ilf4j.jupyter.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.ilf4j.judge.Cost;
import org.ilf4j.judge.Outcome;
import org.ilf4j.judge.Verdict;
import org.ilf4j.judge.Verdicts;
import org.ilf4j.sample.Sample;
import org.ilf4j.sample.Samples;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No output is longer than a notebook can bear. */
class LimitsTest {
  private static final int MEGABYTE = 1_000_000;

  /** 1,000 different samples of 100 tasks, of some lines each. */
  @ParameterizedTest
  @ValueSource(ints = {1, 6, 100})
  void aThousandSamplesAndTheirVerdictsStayBelowAMegabyte(int lines) {
    Samples samples = samples(lines);
    assertThat(samples.size()).isEqualTo(1000);
    assertThat(size(samples)).isLessThan(MEGABYTE);
    assertThat(size(verdicts(samples))).isLessThan(MEGABYTE);
  }

  @Test
  void programsOfOrdinaryLengthAreAllShown() {
    String html = Views.bundle(samples(6)).html();
    assertThat(html.split("Sample \\d", -1).length).isEqualTo(1001);
    assertThat(html).doesNotContain("more programs");
    assertThat(Views.bundle(samples(100)).html()).contains("more programs");
  }

  private static int size(Object value) {
    return Views.bundle(value).html().getBytes(StandardCharsets.UTF_8).length;
  }

  static Samples samples(int lines) {
    List<Task> tasks = IntStream.range(0, 100).mapToObj(LimitsTest::task).toList();
    List<Sample> drawn = IntStream.range(0, 1000).mapToObj(i -> sample(i, lines)).toList();
    return Samples.of(Tasks.of("a hundred", tasks), drawn);
  }

  private static Task task(int id) {
    return new Task(
        id, "Write a function.", "def f(x): pass", "", List.of("assert f(1) == 2"), List.of());
  }

  private static Sample sample(int number, int lines) {
    String body = ("    if x[0] < " + number + ": return 'a'  # no\n").repeat(lines);
    return new Sample(number / 10, number % 10, "def f(x):\n", body, body + "print(f(1))", "RULE");
  }

  private static Verdicts verdicts(Samples samples) {
    return Verdicts.of(
        samples.tasks(),
        samples.stream()
            .map(
                sample ->
                    new Verdict(
                        sample, new Outcome.TimedOut(), List.of(), "", new Cost(0, 0, 0), Set.of()))
            .toList());
  }
}
