package org.ilf4j.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmInterpreterTest {
  @Test
  void returnsTheValuesOfCalls() throws IOException {
    try (WarmInterpreter python = Sandbox.standard().start(0)) {
      Execution e =
          python.run(
              new Program("def f(x):\n  return [x + 1, 'a']\n", "", List.of("f(1)", "f('')")));
      System.out.println(e);
      assertThat(e.complete()).isTrue();
      assertThat(((Step.Returned) e.steps().get(1)).value().repr(100)).isEqualTo("[2, 'a']");
      assertThat(((Step.Raised) e.steps().get(2)).line()).isEqualTo(2);
      for (int k = 0; k < 3; k++) {
        long t = System.nanoTime();
        for (int i = 0; i < 500; i++) {
          python.run(
              new Program(
                  "def f(x):\n  return [x + 1, 'a']\n", "", List.of("f(1)", "f(2)", "f(3)")));
        }
        System.out.println(500e9 / (System.nanoTime() - t));
      }
    }
  }
}
