package org.ilf4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.ilf4j.judge.Cost;
import org.ilf4j.judge.Outcome;
import org.ilf4j.judge.Verdict;
import org.ilf4j.judge.Verdicts;
import org.ilf4j.metric.Leaderboard;
import org.ilf4j.metric.PassAtK;
import org.ilf4j.metric.SampleEfficiency;
import org.ilf4j.sample.Sample;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.Table;

class FiguresTest {
  private static final Path OUT = Path.of("target/figures");

  /** 60 tasks with 10 programs, of which about this many per cent pass. */
  private static PassAtK pass(int percent) {
    List<Task> tasks = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (int id = 11; id < 71; id++) {
      tasks.add(new Task(id, "t", "def f(): return 1", "", List.of("assert f() == 1"), List.of()));
      for (int i = 0; i < 10; i++) {
        boolean right = Math.floorMod(id * 37 + i * i * 11, 100) < percent;
        Outcome outcome = right ? new Outcome.Passed() : new Outcome.WrongValue();
        Sample sample = new Sample(id, i, "def f():\n", "    return 1", "", "RULE");
        verdicts.add(new Verdict(sample, outcome, List.of(), "", new Cost(0, 0, 0), Set.of()));
      }
    }
    return PassAtK.of(Verdicts.of(Tasks.of("toy", tasks), verdicts), 1, 10);
  }

  private static Leaderboard board() {
    Map<String, PassAtK> arms = new LinkedHashMap<>();
    arms.put("zero-shot", pass(31));
    arms.put("ILF", pass(55));
    arms.put("gold programs", pass(48));
    arms.put("human refinements", pass(52));
    arms.put("unrelated feedback", pass(33));
    return Leaderboard.of(arms);
  }

  @Test
  void passAtKShowsEveryArm() throws IOException {
    XYChart chart = Figures.passAtK(board(), 1);
    Path svg = Figures.save(chart, OUT.resolve("pass-at-1"));
    assertThat(chart.getSeriesMap().keySet()).containsAll(board().names());
    double[] interval = chart.getSeriesMap().get("ILF interval").getXData();
    assertThat(interval[0]).isEqualTo(100 * board().arm("ILF").at(1).low());
    assertThat(interval[1]).isEqualTo(100 * board().arm("ILF").at(1).high());
    assertThat(Files.readString(svg).startsWith("<?xml")).isTrue();
    BufferedImage png = ImageIO.read(OUT.resolve("pass-at-1.png").toFile());
    assertThat(png.getWidth()).isGreaterThan(700);
    assertThat(png.getRGB(1, 1) & 0xFFFFFF).as("white background").isEqualTo(0xFFFFFF);
  }

  @Test
  void sampleEfficiencyShowsACurvePerArm() throws IOException {
    SampleEfficiency efficiency =
        SampleEfficiency.empty()
            .with("ILF", 25, pass(38))
            .with("ILF", 50, pass(45))
            .with("ILF", 100, pass(55))
            .with("gold programs", 25, pass(35))
            .with("gold programs", 50, pass(41))
            .with("gold programs", 100, pass(48));
    XYChart chart = Figures.sampleEfficiency(efficiency, 1, pass(31));
    Figures.save(chart, OUT.resolve("sample-efficiency"));
    assertThat(chart.getSeriesMap().get("ILF").getXData()).containsExactly(0, 25, 50, 100);
    assertThat(chart.getSeriesMap().get("gold programs").getXData())
        .as("where it is drawn is where it belongs")
        .containsExactly(0, 25, 50, 100);
    assertThat(chart.getSeriesMap().get("gold programs interval at 50").getXData())
        .containsExactly(50, 50);
    assertThat(Tables.sampleEfficiency(efficiency, 1).rowCount()).isEqualTo(6);
  }

  @Test
  void tableHasARowPerArmAndTheDifferenceToTheFirst() {
    Table table = Tables.passAtK(board());
    assertThat(table.rowCount()).isEqualTo(5);
    assertThat(table.columnNames())
        .containsExactly(
            "arm", "pass@1", "95 % of pass@1", "pass@10", "95 % of pass@10", "against zero-shot");
    assertThat(table.doubleColumn("pass@1").get(0))
        .isEqualTo(Math.round(board().arm("zero-shot").at(1).value() * 1000) / 10.0);
    assertThat(table.stringColumn("against zero-shot").get(0)).isEmpty();
    assertThat(table.stringColumn("against zero-shot").get(1)).startsWith("+");
  }
}
