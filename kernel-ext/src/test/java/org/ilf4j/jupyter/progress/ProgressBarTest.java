package org.ilf4j.jupyter.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.ilf4j.jupyter.FakeNotebook;
import org.ilf4j.progress.ProgressSnapshot;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private static ProgressSnapshot at(long done, long resumed, int seconds, boolean finished) {
    return new ProgressSnapshot(
        1,
        "sampling",
        done,
        300,
        "samples",
        resumed,
        Duration.ofSeconds(seconds),
        "",
        "what is finished is kept",
        finished);
  }

  @Test
  void oneOutputIsReplacedInPlace() {
    FakeNotebook notebook = new FakeNotebook();
    ProgressBar bar = new ProgressBar(notebook);
    bar.show(at(0, 0, 0, false));
    notebook.cellRunning = false; // the cell ended; a later cell must not get this call's bar
    bar.show(at(100, 0, 10, false));
    bar.show(at(300, 0, 30, true));
    assertThat(notebook.outputs).hasSize(1);
    assertThat(notebook.outputs.values().iterator().next()).hasSize(3);
    assertThat(notebook.texts()).containsExactly("sampling: 300 samples · 10/s · 30 s");
  }

  @Test
  void nothingIsShownWhereNoCellRuns() {
    FakeNotebook notebook = new FakeNotebook();
    notebook.cellRunning = false;
    new ProgressBar(notebook).show(at(0, 0, 0, false));
    assertThat(notebook.outputs).isEmpty();
  }

  @Test
  void tellsRateTimeLeftAndMemory() {
    assertThat(ProgressLine.of(at(100, 0, 10, false)))
        .matches("sampling: 100 of 300 samples · 10/s · 20 s left · [\\d,]+ of [\\d,]+ MiB");
  }

  @Test
  void timeLeftCountsOnlyWhatThisCallDid() {
    assertThat(ProgressLine.of(at(200, 190, 10, false)))
        .startsWith("sampling: 200 of 300 samples (190 from before) · 1.0/s · 1 min 40 s left");
  }

  @Test
  void aStoppedCallSaysWhereAndWhatIsKept() {
    assertThat(ProgressLine.of(at(120, 0, 12, true)))
        .isEqualTo(
            "sampling: stopped at 120 of 300 samples · 10/s · 12 s · what is finished is kept");
  }

  @Test
  void theBarHasALabelAndAHint() {
    String html = ProgressBar.bundle(at(100, 0, 10, false)).html();
    assertThat(html)
        .contains(
            "<progress value=\"100\" max=\"300\" aria-label=\"sampling\">",
            "Stop with ■ (or press I twice); what is finished is kept.");
  }
}
