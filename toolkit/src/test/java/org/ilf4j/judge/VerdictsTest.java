package org.ilf4j.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.ilf4j.task.Tasks;
import org.junit.jupiter.api.Test;

class VerdictsTest {
  private static final Tasks TASKS =
      Tasks.of(
          "two",
          List.of(
              Programs.task(1, "def f(x): return x", "", "assert f(1) == 1"),
              Programs.task(2, "def f(x): return x", "", "assert f(2) == 2")));
  private static final Verdict PASSED = verdict(1, 0, new Outcome.Passed());
  private static final Verdict LATE = verdict(1, 1, new Outcome.TimedOut());
  private static final Verdict WRONG = verdict(1, 2, new Outcome.WrongValue());
  private static final Verdict ALSO_WRONG = verdict(2, 0, new Outcome.WrongValue());
  private static final Verdict FAULT = verdict(2, 1, new Outcome.Infrastructure("it ended twice"));
  private static final Verdicts ALL =
      Verdicts.of(TASKS, List.of(FAULT, PASSED, LATE, WRONG, ALSO_WRONG));

  @Test
  void aFaultOfTheSandboxIsNoFailure() {
    assertThat(ALL.passes()).containsExactly(PASSED);
    assertThat(ALL.failures()).containsExactly(LATE, WRONG, ALSO_WRONG);
    assertThat(ALL.infrastructureFaults()).containsExactly(FAULT);
  }

  @Test
  void countsEveryOutcome() {
    assertThat(ALL.byOutcome())
        .isEqualTo(Map.of("passed", 1L, "timed out", 1L, "wrong value", 2L, "infrastructure", 1L));
  }

  @Test
  void givesOnePerTask() {
    assertThat(ALL.failures().onePerTask()).containsExactly(LATE, ALSO_WRONG);
    assertThat(ALL.failures().onePerTask(5))
        .containsExactlyElementsOf(ALL.failures().onePerTask(5));
    assertThat(IntStream.range(0, 50).mapToObj(ALL.failures()::onePerTask))
        .allSatisfy(drawn -> assertThat(drawn.taskIds()).containsExactly(1, 2))
        .extracting(drawn -> drawn.list().get(0))
        .contains(LATE, WRONG);
  }

  @Test
  void aTaskIsNeededForEachVerdict() {
    Verdict other = verdict(3, 0, new Outcome.Passed());
    assertThatThrownBy(() -> Verdicts.of(TASKS, List.of(other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3");
  }

  private static Verdict verdict(int task, int index, Outcome outcome) {
    return new Verdict(
        Programs.sample(task, index, "pass"), outcome, List.of(), "", new Cost(0, 0, 0), Set.of());
  }
}
