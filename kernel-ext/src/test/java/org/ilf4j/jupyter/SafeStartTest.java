package org.ilf4j.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeStartTest {
  @Test
  void anErrorAtStartIsSaidUnderTheFirstCellAndGoesNoFurther() throws InterruptedException {
    FakeNotebook notebook = new FakeNotebook();
    notebook.cellRunning = false;
    SafeStart.run(
        () -> notebook,
        n -> {
          throw new NoClassDefFoundError("org/ilf4j/task/Task");
        });
    assertThat(notebook.outputs).isEmpty();

    notebook.cellRunning = true;
    while (notebook.texts().isEmpty()) {
      Thread.sleep(1);
    }
    assertThat(notebook.texts().get(0))
        .contains(
            "ilf4j is not loaded", "NoClassDefFoundError: org/ilf4j/task/Task", "./ilf doctor");
  }

  @Test
  void aKernelWithoutAdapterGoesOnToo() {
    SafeStart.run(
        () -> {
          throw new IllegalStateException("no kernel");
        },
        n -> {});
    assertThat(SafeStart.sentence(new IllegalStateException("no kernel"))).contains("no kernel");
  }
}
