package org.ilf4j.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ilf4j.judge.VerdictAssert.assertThat;

import java.util.List;
import org.ilf4j.task.Task;
import org.junit.jupiter.api.Test;

/** Values made to break whoever reads them: each is a failing verdict, and the batch goes on. */
class HostileValuesTest {
  private static final Judge JUDGE = Judge.standard().workers(1);

  private static final String FRACTION =
      "from fractions import Fraction\ndef f(x):\n    q = Fraction(1, 2)\n";
  private static final String DECIMAL =
      "import decimal\nclass D:\n    def as_tuple(self):\n        return %s\n"
          + "decimal.Decimal = D\ndef f(x):\n    return D()\n";
  private static final String ORDERED =
      "import collections\nclass O:\n    def items(self):\n        return [1, 2]\n"
          + "collections.OrderedDict = O\ndef f(x):\n    return O()\n";

  @Test
  void noValueEndsTheRunWhateverItHolds() {
    Task task = Programs.task("assert f(1) == 0", "assert f(1) == {}", "assert f(1) == 1j");
    List.of(
            FRACTION + "    q._numerator = 0\n    q._denominator = 0\n    return q\n",
            FRACTION + "    q._denominator = -2\n    return q\n",
            FRACTION + "    q._numerator = 'x'\n    return q\n",
            ORDERED,
            DECIMAL.formatted("(0, ('a', 'b'), 1)"),
            DECIMAL.formatted("(0, (1,), 1.5)"))
        .forEach(
            program ->
                assertThat(JUDGE.judge(task, program).tests())
                    .hasSize(3)
                    .allMatch(test -> test.outcome() instanceof Outcome.WrongValue));
  }

  @Test
  void numbersTooLargeToComputeAreCompared() {
    Task task =
        Programs.task(
            "assert f('1e999999999') == 1",
            "assert f('1e999999999') == 1j",
            "assert f('1e400') == 10 ** 400",
            "assert f('1e400') == 1j",
            "assert f('1e-999999999') == 0.0");
    assertThat(JUDGE.judge(task, "from decimal import Decimal as f").tests())
        .extracting(TestResult::passed)
        .containsExactly(false, false, true, false, false);
    assertThat(JUDGE.judge(Programs.task("assert f(1) == 1j"), "def f(x): return 10 ** 400"))
        .hasOutcome("A");
  }
}
