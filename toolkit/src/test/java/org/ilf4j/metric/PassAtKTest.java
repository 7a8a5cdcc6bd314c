package org.ilf4j.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.ilf4j.judge.Cost;
import org.ilf4j.judge.Outcome;
import org.ilf4j.judge.Verdict;
import org.ilf4j.judge.Verdicts;
import org.ilf4j.sample.Sample;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;
import org.junit.jupiter.api.Test;

class PassAtKTest {

  private static Verdict verdict(int task, int index, Outcome outcome) {
    Sample sample = new Sample(task, index, "def f():\n", "    return 1", "", "RULE");
    return new Verdict(sample, outcome, List.of(), "", new Cost(0, 0, 0), Set.of());
  }

  /** Verdicts of tasks 11, 12, ... with n samples each, of which the given numbers pass. */
  private static Verdicts verdicts(int n, int... passed) {
    List<Task> tasks = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (int t = 0; t < passed.length; t++) {
      int id = 11 + t;
      int right = passed[t];
      tasks.add(new Task(id, "t", "def f(): return 1", "", List.of("assert f() == 1"), List.of()));
      IntStream.range(0, n)
          .mapToObj(
              i -> verdict(id, i, i < right ? new Outcome.Passed() : new Outcome.WrongValue()))
          .forEach(verdicts::add);
    }
    return Verdicts.of(Tasks.of("toy", tasks), verdicts);
  }

  /** Counts the subsets of k programs without a passing one. */
  private static double byEnumeration(int n, int c, int k) {
    long without = 0;
    long all = 0;
    for (int set = 0; set < 1 << n; set++) {
      if (Integer.bitCount(set) == k) {
        all++;
        without += (set & ((1 << c) - 1)) == 0 ? 1 : 0;
      }
    }
    return 1 - (double) without / all;
  }

  @Test
  void estimatorIsTheShareOfSubsetsWithAPass() {
    for (int n = 1; n <= 9; n++) {
      for (int c = 0; c <= n; c++) {
        for (int k = 1; k <= n; k++) {
          assertThat(PassAtK.estimate(n, c, k))
              .as("n %d, c %d, k %d", n, c, k)
              .isCloseTo(byEnumeration(n, c, k), within(1e-12));
        }
      }
    }
  }

  @Test
  void fewerSamplesThanKIsAnErrorThatNamesBoth() {
    assertThatThrownBy(() -> PassAtK.estimate(3, 1, 10))
        .hasMessageContaining("pass@10")
        .hasMessageContaining("n is 3");
    assertThatThrownBy(() -> PassAtK.of(verdicts(3, 1, 0), 1, 10))
        .hasMessageContaining("pass@10")
        .hasMessageContaining("task 11 has n = 3");
    assertThatThrownBy(() -> PassAtK.estimate(3, 4, 1)).hasMessageContaining("c is 4");
  }

  @Test
  void averagesOverTasks() {
    PassAtK pass = PassAtK.of(verdicts(4, 4, 2, 0), 1, 2);
    assertThat(pass.at(1).value()).isCloseTo(0.5, within(1e-12));
    assertThat(pass.at(2).value()).isCloseTo((1 + 5 / 6.0 + 0) / 3, within(1e-12));
    assertThat(pass.solved().value()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(pass.paperSummary()).containsKeys("1", "2");
    assertThatThrownBy(() -> pass.at(5)).hasMessageContaining("[1, 2]");
  }

  @Test
  void intervalIsNearTheNormalOneAndRepeats() {
    int[] passed = IntStream.range(0, 100).map(i -> i % 3 == 0 ? 10 : 2).toArray();
    PassAtK pass = PassAtK.of(verdicts(10, passed), 1);
    double mean = pass.at(1).value();
    double variance = (34 * Math.pow(1 - mean, 2) + 66 * Math.pow(0.2 - mean, 2)) / 100;
    double half = 1.96 * Math.sqrt(variance / 100);
    assertThat(pass.at(1).low()).isCloseTo(mean - half, within(0.006));
    assertThat(pass.at(1).high()).isCloseTo(mean + half, within(0.006));
    assertThat(PassAtK.of(verdicts(10, passed), 1).at(1)).isEqualTo(pass.at(1));
  }

  @Test
  void sandboxFaultsAreLeftOutAndTold() {
    Verdicts whole = verdicts(4, 4, 2);
    List<Verdict> all = new ArrayList<>(whole.list());
    all.add(verdict(11, 4, new Outcome.Infrastructure("no sandbox")));
    PassAtK pass = PassAtK.of(Verdicts.of(whole.tasks(), all), 1);
    assertThat(pass.at(1).value()).isEqualTo(0.75);
    assertThat(pass.faults()).isEqualTo(1);
    assertThat(pass.toString()).contains("left out: 1 sandbox faults");
  }

  @Test
  void comparesTaskByTask() {
    int[] low = IntStream.range(0, 40).map(i -> i % 8).toArray();
    int[] high = IntStream.range(0, 40).map(i -> i % 8 + 1).toArray();
    PassAtK base = PassAtK.of(verdicts(10, low), 1);
    PassAtK tuned = PassAtK.of(verdicts(10, high), 1);
    Comparison comparison = Comparison.of(tuned, base, 1);
    assertThat(comparison.difference().value()).isCloseTo(0.1, within(1e-9));
    assertThat(comparison.isClear()).isTrue();
    assertThat(comparison.p()).isLessThan(0.001);
    assertThat(base.at(1).isApartFrom(tuned.at(1))).isFalse();
    assertThat(Comparison.of(base, base, 1).p()).isEqualTo(1);
    assertThatThrownBy(() -> Comparison.of(base, PassAtK.of(verdicts(10, 1), 1), 1))
        .hasMessageContaining("different tasks");
  }
}
