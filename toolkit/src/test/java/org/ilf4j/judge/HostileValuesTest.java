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

  private static final String NAMED =
      "class M(type):\n    __name__ = property(lambda c: 5)\nclass C(%smetaclass=M):\n    pass\n";
  private static final String HIDING =
      """
      class Text(str):
          def __getitem__(self, i): return C()
      C.__str__ = lambda self: Text('out')
      C.__traceback__ = 5
      C.errno = property(lambda self: 1 / 0)
      def g():


          pass
      def f(x):
          raise C()
      """;

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
  void theReaderOfTestsOutlivesEveryValue() {
    Task task =
        Programs.task(
            "assert set(f(1)) == {1}",
            "assert int(f(1)) == 1", "assert f(1).days == 1", "assert math.isclose(f(1), 2)");
    List.of(
            FRACTION + "    q._numerator = 0\n    q._denominator = 0\n    return q\n",
            DECIMAL.formatted("(0, ('a', 'b'), 1)"),
            ORDERED,
            "import datetime\nclass T:\n    def isoformat(self): return 'zzz'\n"
                + "datetime.date = T\ndef f(x):\n    return T()\n",
            "class L(list):\n    def __hash__(self): return 1\ndef f(x):\n    return {L(): 1}\n")
        .forEach(
            program ->
                assertThat(JUDGE.judge(task, program).tests())
                    .hasSize(4)
                    .noneMatch(TestResult::passed));
    assertThat(JUDGE.judge(task, "def f(x):\n    return range(3 * 10 ** 7)\n"))
        .saysWhy("the test took too much memory with this value");
    Verdict late =
        JUDGE.judge(
            Programs.task("assert int(f(1)) == 1"),
            "from decimal import Decimal\ndef f(x):\n    return Decimal('1e999999999')\n");
    assertThat(late).hasOutcome("A");
    assertThat(late.tests().get(0).message())
        .matches("the test took too (long|much memory) with this value");
  }

  @Test
  void whatNoCallCanBePassedIsAFailure() {
    String nested = "def f(x):\n    for i in range(100): x = frozenset((x,))\n    return x\n";
    String large = "def f(x):\n    return [True] * 500000\n";
    for (String program : List.of(nested, large)) {
      assertThat(JUDGE.judge(Programs.task("for i in 1,:\n    assert f(f(i)) == 1"), program))
          .hasOutcome("A")
          .saysWhy("the test passes a value on to the program that is too large for that");
    }
  }

  @Test
  void aValueThatCannotBeSentIsAnErrorOfTheProgram() {
    Task task = Programs.task("assert f(1) == 0");
    String wrong = JUDGE.judge(task, DECIMAL.formatted("(0, 5)")).tests().get(0).message();
    assertThat(wrong).startsWith("ValueError: not enough values to unpack");
    assertThat(JUDGE.judge(task, "def f(x):\n    return range(10 ** 30)\n"))
        .hasOutcome("A")
        .saysWhy("returned range(0, 1" + "0".repeat(30) + ")");
  }

  @Test
  void namesHiddenByAMetaclassAreRead() {
    Task task = Programs.task("assert f(1) == 0");
    assertThat(JUDGE.judge(task, NAMED.formatted("") + "def f(x):\n    return C()\n"))
        .hasOutcome("A")
        .isFlagged(Flag.NOT_PLAIN)
        .saysWhy("returned a C, which is no plain value");
    assertThat(JUDGE.judge(task, NAMED.formatted("list, ") + "def f(x):\n    return C()\n"))
        .hasOutcome("A")
        .saysWhy("returned C([])");
    assertThat(JUDGE.judge(task, NAMED.formatted("OSError, ") + HIDING))
        .hasOutcome("E")
        .saysWhy("C: out (line 15)");
  }

  @Test
  void saysThatATestCannotGoOnWithWhatIsNoPlainValue() {
    String program = "import collections\ndef f(x):\n    return collections.ChainMap({1: 2})\n";
    for (String test :
        List.of(
            "assert dict(f(1)) == {1: 2}",
            "assert f(1)() == 2",
            "assert f(1).maps == [{1: 2}]",
            "assert f(f(1)) == 2",
            "assert f(1)[1] == 2")) {
      assertThat(JUDGE.judge(Programs.task(test), program))
          .hasOutcome("A")
          .isFlagged(Flag.NOT_PLAIN)
          .saysWhy("returned a ChainMap, which is no plain value");
    }
    assertThat(JUDGE.judge(Programs.task("assert f(1) is not None"), program))
        .passed()
        .isNotFlagged(Flag.NOT_PLAIN);
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
