package org.ilf4j.judge;

import org.ilf4j.sample.Sample;
import org.ilf4j.task.Task;

/**
 * By which rules values are compared. The three switches are faults of the original scripts.
 *
 * @param numericFirstTestMeansApproximate if the first test expects a number, all comparisons are
 *     approximate, integers too
 * @param ignoreSetup set-up code is not run
 * @param untruncated the model's whole text is judged, as refinements were
 */
record Rules(boolean numericFirstTestMeansApproximate, boolean ignoreSetup, boolean untruncated) {
  static final Rules STRICT = new Rules(false, false, false);
  static final Rules PAPER = new Rules(true, true, false);

  /** The rules for people. */
  String inWords() {
    return (numericFirstTestMeansApproximate || ignoreSetup ? "the paper's rules" : "our rules")
        + (untruncated ? " on the text before truncation" : "");
  }

  /** The set-up code that counts. */
  String setup(Task task) {
    return ignoreSetup ? "" : task.setupCode();
  }

  PythonEquality equality(TestPlan plan) {
    return numericFirstTestMeansApproximate && firstIsNumeric(plan)
        ? PythonEquality.approximate()
        : PythonEquality.strict();
  }

  /** The text that is judged. */
  String text(Sample sample) {
    return untruncated ? sample.prompt() + sample.generated() : sample.program();
  }

  private static boolean firstIsNumeric(TestPlan plan) {
    return plan.tests().get(0) instanceof PlannedTest.Equal first
        && ExactNumber.of(first.expected()) != null;
  }
}
