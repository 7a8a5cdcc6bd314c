package org.ilf4j.judge;

import java.util.List;
import org.ilf4j.sandbox.PlainValue;

/** One test, split into the calls a program must answer and what their values should be. */
sealed interface PlannedTest {

  /** The test as the task states it. */
  String test();

  /** The calls to make in the sandbox. */
  List<String> calls();

  /** One call's value must equal a known value: compared here. */
  record Equal(String test, String call, PlainValue expected, String expectedText)
      implements PlannedTest {
    @Override
    public List<String> calls() {
      return List.of(call);
    }
  }

  /** Anything else: decided by the trusted interpreter, which may ask for further calls. */
  record Checked(String test, List<String> calls) implements PlannedTest {}
}
