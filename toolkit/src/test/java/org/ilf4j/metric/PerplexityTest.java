package org.ilf4j.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.ilf4j.model.CodeGen;
import org.ilf4j.practice.Practice;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;
import org.junit.jupiter.api.Test;

class PerplexityTest {
  @Test
  void summarisesItsValues() {
    Perplexity four = new Perplexity("gold", List.of(8.0, 1.0, 2.0, 4.0));
    assertThat(four.median()).isEqualTo(3);
    assertThat(four.mean()).isCloseTo(Math.sqrt(8), within(1e-12));
    assertThat(four).hasToString("gold: median perplexity 3.00, mean 2.83, 4 programs");
    assertThat(new Perplexity("x", List.of(5.0, 1.0, 2.0)).median()).isEqualTo(2);
    assertThatThrownBy(() -> new Perplexity("gold", List.of()))
        .hasMessageContaining("no program in \"gold\"");
  }

  @Test
  void aModelIsMoreSurprisedByReversedPrograms() {
    Tasks tasks = Practice.load().test().first(5);
    try (CodeGen model = CodeGen.load("nano")) {
      Perplexity gold = Perplexity.of("gold", model, tasks, Task::text, Task::code);
      Perplexity reversed =
          Perplexity.of(
              "reversed",
              model,
              tasks,
              Task::text,
              task -> new StringBuilder(task.code()).reverse().toString());
      assertThat(gold.values()).hasSize(5).allMatch(value -> value >= 1);
      assertThat(gold.median()).isLessThan(reversed.median() / 2);
    }
  }
}
