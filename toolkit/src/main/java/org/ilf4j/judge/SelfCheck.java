package org.ilf4j.judge;

import java.io.IOException;
import java.util.List;
import org.ilf4j.sandbox.Sandbox;
import org.ilf4j.sandbox.SandboxException;
import org.ilf4j.sandbox.WarmInterpreter;
import org.ilf4j.task.Task;

/** Judges one right and one wrong program before the judge's first real use. */
final class SelfCheck {
  private static final Task TASK =
      new Task(0, "Add one.", "", "", List.of("assert answer(41) == 42"), List.of());
  private static final String RIGHT = "def answer(x):\n    return x + 1\n";
  private static final String WRONG =
      "class Any:\n    def __eq__(self, other):\n        return True\n"
          + "def answer(x):\n    return Any()\n";

  private boolean done;

  /**
   * Checks unless this sandbox has been found to work; the interpreter then serves the programs.
   */
  synchronized void once(
      Sandbox sandbox, Interpreters interpreters, TestReader reader, Examiner examiner) {
    if (!done) {
      WarmInterpreter python = interpreters.start(0);
      try {
        check(sandbox, python, reader, examiner);
      } catch (RuntimeException e) {
        interpreters.end(python);
        throw e;
      }
      interpreters.reuse(python);
      done = true;
    }
  }

  /**
   * Refuses to go on unless the two programs get different verdicts.
   *
   * @throws SandboxException saying what came out
   */
  private static void check(
      Sandbox sandbox, WarmInterpreter python, TestReader reader, Examiner examiner) {
    TestPlan plan = reader.plan(List.of(TASK), Rules.STRICT).get(0);
    try {
      Judgement right = examiner.examine(plan, RIGHT, python.run(plan.programFor(RIGHT)));
      Judgement wrong = examiner.examine(plan, WRONG, python.run(plan.programFor(WRONG)));
      if (!(right.outcome() instanceof Outcome.Passed)
          || !(wrong.outcome() instanceof Outcome.WrongValue)) {
        throw new SandboxException(
            "The judge does not work here: a right program gets `"
                + Ending.describe(right.outcome())
                + "` and a wrong one `"
                + Ending.describe(wrong.outcome())
                + "`; please report this with your Python's version "
                + sandbox.pythonVersion()
                + ".");
      }
    } catch (IOException | Examiner.CallNeeded e) {
      throw new SandboxException("The judge does not work here: " + e.getMessage() + ".", e);
    }
  }
}
