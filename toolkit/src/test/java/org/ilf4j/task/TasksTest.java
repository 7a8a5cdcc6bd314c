package org.ilf4j.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TasksTest {
  private final Tasks tasks =
      Tasks.of("sums", IntStream.rangeClosed(8, 313).mapToObj(TasksTest::task).toList());

  @Test
  void splitsAreThePapers() {
    assertThat(tasks.prompt().ids()).containsExactly(8, 9, 10);
    assertThat(tasks.test().ids()).hasSize(100).startsWith(11).endsWith(110);
    assertThat(tasks.refine().ids()).hasSize(200).startsWith(111).endsWith(310);
    assertThat(tasks.train().ids()).containsExactly(311, 312, 313);
    assertThat(tasks.test().name()).isEqualTo("sums Test");
  }

  @Test
  void everyIdOfMbppIsInOneSplit() {
    for (int id = 1; id <= 974; id++) {
      assertThat(Split.of(id).contains(id)).isTrue();
    }
    assertThatThrownBy(() -> Split.of(975))
        .hasMessage("Task id 975 is in no split; the four splits hold ids 1-974.");
  }

  @Test
  void aTaskIsFoundByItsIdOrTheErrorNamesTheIds() {
    assertThat(tasks.byId(12).text()).isEqualTo("Write a function to add 12.");
    assertThatThrownBy(() -> tasks.byId(7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No task has id 7 in sums, whose 306 ids go from 8 to 313.");
  }

  @Test
  void firstAndOnlyChooseTasksInOrder() {
    assertThat(tasks.first(2).ids()).containsExactly(8, 9);
    assertThat(tasks.first(1000)).isSameAs(tasks);
    assertThat(tasks.only(List.of(200, 9)).ids()).containsExactly(9, 200);
    assertThatThrownBy(() -> tasks.only(List.of(9, 999))).hasMessageContaining("999");
    assertThatThrownBy(() -> tasks.first(-1)).hasMessageContaining("first(-1)");
  }

  @Test
  void idsMustBeDistinct() {
    assertThatThrownBy(() -> Tasks.of("twins", List.of(task(5), task(5))))
        .hasMessage("Task id 5 occurs twice in twins; ids must be distinct.");
  }

  @Test
  void theDigestChangesWithTheContentAndNotWithTheName() {
    Tasks same = Tasks.of("other name", tasks.list());
    assertThat(same.sha256()).isEqualTo(tasks.sha256()).hasSize(64);
    assertThat(tasks.first(5).sha256()).isNotEqualTo(tasks.sha256());
  }

  @Test
  void theDescriptionIsOneLineAndAFewRows() {
    assertThat(tasks.toString().lines().toList())
        .startsWith(
            "sums: 306 tasks (prompt 3, test 100, refine 200, train 3)",
            "     8  Write a function to add 8.")
        .endsWith("     …  301 more")
        .hasSize(7);
    assertThat(Tasks.of("none", List.of())).hasToString("none: 0 tasks");
  }

  @Test
  void theEntryPointIsTheFunctionThatTheFirstTestCalls() {
    assertThat(entry("def f(x):\n  return x", "assert f(1) == 1")).isEqualTo("f");
    assertThat(entry("def f (x) :\n  return x", "assert (f(1)) == 1")).isEqualTo("f");
    assertThat(entry("def g(n):\n  return 1", "assert int(g(5)) == 1")).isEqualTo("g");
    assertThat(entry("def g(n):\n  return 1", "assert set(g ([5])) == set([1])")).isEqualTo("g");
    assertThat(entry("h = len", "assert h([5]) == 1")).isEqualTo("h");
    assertThatThrownBy(() -> entry("x = 1", "assert x == 1"))
        .hasMessage(
            "Task 1: its first test calls no function (x == 1); "
                + "write it as assert f(arguments) == value.");
  }

  private static String entry(String code, String test) {
    return new Task(1, "", code, null, List.of(test), null).entryPoint();
  }

  private static Task task(int id) {
    String code = "def add(x):\n    return x + " + id;
    String test = "assert add(0) == " + id;
    return new Task(id, "Write a function to add " + id + ".", code, "", List.of(test), List.of());
  }
}
