package org.ilf4j.judge;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ilf4j.sandbox.Execution;
import org.ilf4j.sandbox.PlainValue;
import org.ilf4j.sandbox.Step;

/** Turns what ran in the sandbox into a judgement: compares values, names the end. */
final class Examiner {
  private static final int VALUE_SHOWN = 500;
  private static final int MESSAGE_SHOWN = 300;
  private static final String INCOMPARABLE =
      "the value returned cannot be compared with the one expected";

  private final TestReader reader;
  private final Rules rules;
  private final boolean isolated;

  Examiner(TestReader reader, Rules rules, boolean isolated) {
    this.reader = reader;
    this.rules = rules;
    this.isolated = isolated;
  }

  /** Thrown when a test can only be decided with one more call. */
  static final class CallNeeded extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient TestPlan plan;

    CallNeeded(TestPlan plan) {
      super("one more call is needed");
      this.plan = plan;
    }

    TestPlan plan() {
      return plan;
    }
  }

  /** Judges an execution of the plan's program. */
  Judgement examine(TestPlan plan, String program, Execution execution) throws CallNeeded {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (!isolated) {
      flags.add(Flag.UNSAFE);
    }
    if (program.contains("<|endoftext|>")) {
      flags.add(Flag.NOT_TRUNCATED);
    }
    List<TestResult> results = results(plan, execution, flags);
    Outcome outcome =
        Ending.violation(execution)
            .orElseGet(
                () ->
                    results.stream()
                        .map(TestResult::outcome)
                        .filter(found -> !(found instanceof Outcome.Passed))
                        .findFirst()
                        .orElseGet(Outcome.Passed::new));
    Cost cost = new Cost(execution.wallSeconds(), execution.cpuSeconds(), execution.peakBytes());
    return new Judgement(outcome, results, execution.output(), cost, flags);
  }

  /** One result per test, up to the one that ended the program. */
  private List<TestResult> results(TestPlan plan, Execution execution, Set<Flag> flags)
      throws CallNeeded {
    List<Step> steps = execution.steps();
    String first = plan.tests().get(0).test();
    if (steps.isEmpty()) {
      return List.of(ended(first, execution));
    }
    if (!(steps.get(0) instanceof Step.Returned)) {
      return List.of(failed(first, steps.get(0), execution));
    }
    return resultsOfCalls(plan, steps.subList(1, steps.size()), execution, flags);
  }

  /** Each test takes as many steps as it makes calls; where they run out, the program has ended. */
  private List<TestResult> resultsOfCalls(
      TestPlan plan, List<Step> steps, Execution execution, Set<Flag> flags) throws CallNeeded {
    List<TestResult> results = new ArrayList<>();
    List<Step> left = steps;
    for (int i = 0; i < plan.tests().size(); i++) {
      int calls = plan.tests().get(i).calls().size();
      List<Step> made = left.subList(0, Math.min(calls, left.size()));
      left = left.subList(made.size(), left.size());
      boolean exited = made.stream().anyMatch(Step.Exited.class::isInstance);
      if (made.size() < calls && !exited) {
        results.add(ended(plan.tests().get(i).test(), execution));
        return results;
      }
      results.add(result(plan, i, made, execution, flags));
      if (exited) {
        return results;
      }
    }
    return results;
  }

  private TestResult result(
      TestPlan plan, int index, List<Step> steps, Execution execution, Set<Flag> flags)
      throws CallNeeded {
    Optional<Step> fault =
        steps.stream().filter(step -> !(step instanceof Step.Returned)).findFirst();
    if (fault.isPresent()) {
      return failed(plan.tests().get(index).test(), fault.get(), execution);
    }
    TestResult result = decided(plan, index, steps, flags);
    if (!result.passed() && !steps.stream().allMatch(Examiner::isPlain)) {
      flags.add(Flag.NOT_PLAIN);
    }
    return result;
  }

  private static boolean isPlain(Step step) {
    return ((Step.Returned) step).value().isPlain();
  }

  private TestResult decided(TestPlan plan, int index, List<Step> steps, Set<Flag> flags)
      throws CallNeeded {
    PlannedTest test = plan.tests().get(index);
    double seconds = steps.stream().mapToDouble(Step::seconds).sum();
    if (test instanceof PlannedTest.Equal equal) {
      return comparedAtAll(plan, equal, ((Step.Returned) steps.get(0)).value(), seconds, flags);
    }
    List<byte[]> values = steps.stream().map(step -> ((Step.Returned) step).encoded()).toList();
    TestReader.Ruling ruling = reader.check(plan, test, values);
    if (!ruling.call().isEmpty()) {
      throw new CallNeeded(plan.withCall(index, ruling.call()));
    }
    String got = steps.isEmpty() ? "" : ((Step.Returned) steps.get(0)).value().repr(VALUE_SHOWN);
    if (ruling.passed()) {
      return new TestResult(test.test(), new Outcome.Passed(), got, "", "", 0, seconds);
    }
    if (!ruling.type().isEmpty()) {
      String message = message(ruling.type(), ruling.message(), ruling.line());
      Outcome outcome = new Outcome.Raised(ruling.type());
      return new TestResult(test.test(), outcome, got, "", cut(message), ruling.line(), seconds);
    }
    String message = ruling.message().isEmpty() ? "the assertion fails" : ruling.message();
    return new TestResult(test.test(), new Outcome.WrongValue(), got, "", cut(message), 0, seconds);
  }

  /** The last net: whatever a value does to the comparison, it ends no run. */
  private TestResult comparedAtAll(
      TestPlan plan, PlannedTest.Equal test, PlainValue got, double seconds, Set<Flag> flags) {
    try {
      return compared(plan, test, got, seconds, flags);
    } catch (RuntimeException | StackOverflowError e) {
      return new TestResult(
          test.test(), new Outcome.WrongValue(), "", test.expectedText(), INCOMPARABLE, 0, seconds);
    }
  }

  private TestResult compared(
      TestPlan plan, PlannedTest.Equal test, PlainValue got, double seconds, Set<Flag> flags) {
    PythonEquality equality = rules.equality(plan);
    String gotText = got.repr(VALUE_SHOWN);
    String expected = test.expectedText();
    if (equality.equal(got, test.expected())) {
      flags.addAll(equality.flags());
      return new TestResult(test.test(), new Outcome.Passed(), gotText, expected, "", 0, seconds);
    }
    String message = Mismatch.describe(got, test.expected());
    return new TestResult(
        test.test(), new Outcome.WrongValue(), gotText, expected, cut(message), 0, seconds);
  }

  private static TestResult failed(String test, Step step, Execution execution) {
    Outcome outcome = Ending.of(step, execution);
    int line = 0;
    String message = Ending.describe(outcome);
    if (step instanceof Step.Raised raised) {
      line = raised.line();
      message =
          outcome instanceof Outcome.Violation
              ? message(message, "", line)
              : message(raised.type(), raised.message(), line);
    } else if (step instanceof Step.TooLarge) {
      message = Ending.TOO_LARGE_A_VALUE;
    } else if (step instanceof Step.Refused refused) {
      line = refused.line();
      message = message(refused.type(), refused.message(), line);
    }
    return new TestResult(test, outcome, "", "", cut(message), line, step.seconds());
  }

  private static TestResult ended(String test, Execution execution) {
    Outcome outcome = Ending.of(execution);
    String message =
        outcome instanceof Outcome.Violation
            ? Ending.describe(outcome)
            : Ending.describe(outcome, execution.end());
    int line = execution.violation() == null ? 0 : execution.violationLine();
    return new TestResult(test, outcome, "", "", message, line, execution.wallSeconds());
  }

  private static String message(String type, String text, int line) {
    String first = text.isEmpty() ? "" : ": " + text;
    return type + first + (line > 0 ? " (line " + line + ")" : "");
  }

  private static String cut(String message) {
    return message.length() <= MESSAGE_SHOWN
        ? message
        : message.substring(0, MESSAGE_SHOWN - 1) + "…";
  }
}
