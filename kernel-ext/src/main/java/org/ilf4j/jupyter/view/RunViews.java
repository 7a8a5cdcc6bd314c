package org.ilf4j.jupyter.view;

import static j2html.TagCreator.each;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ilf4j.Funnel;
import org.ilf4j.Manifest;
import org.ilf4j.RoundResult;
import org.ilf4j.RunDirectory;
import org.ilf4j.Stage;
import org.ilf4j.metric.Estimate;
import org.ilf4j.metric.Leaderboard;
import org.ilf4j.metric.SampleEfficiency;

/** Runs: what they were made from, how far they are, and what came of them. */
final class RunViews {
  private RunViews() {}

  static List<View<?>> all() {
    return List.of(
        View.html(Leaderboard.class, board -> Markup.card(board(board))),
        View.html(SampleEfficiency.class, curve -> Markup.card(efficiency(curve))),
        View.html(Funnel.class, funnel -> Markup.card(funnel(funnel))),
        View.html(RoundResult.class, RunViews::result),
        View.html(Manifest.class, manifest -> Markup.card(manifest(manifest))),
        View.html(RunDirectory.class, RunViews::run));
  }

  private static DomContent board(Leaderboard board) {
    Grid grid = Grid.of("arm", "k of pass@k", "#estimate, %", "#95 % from", "#to", "interval");
    for (String arm : board.names()) {
      for (int k : board.ks()) {
        Estimate estimate = board.arm(arm).at(k);
        grid.row(
            arm,
            k,
            percent(estimate.value()),
            percent(estimate.low()),
            percent(estimate.high()),
            Drawing.interval(estimate.low(), estimate.value(), estimate.high()));
      }
    }
    return grid.html("pass@k of all arms");
  }

  private static DomContent efficiency(SampleEfficiency curve) {
    Grid grid = Grid.of("arm", "#examples", "pass@k", "interval");
    curve.arms().stream().flatMap(arm -> curve.of(arm).stream()).forEach(p -> point(grid, p));
    return grid.html("sample efficiency");
  }

  private static void point(Grid grid, SampleEfficiency.Point point) {
    int k = point.pass().ks().get(0);
    Estimate estimate = point.pass().at(k);
    grid.row(
        point.arm(),
        point.examples(),
        "pass@" + k + " " + estimate,
        Drawing.interval(estimate.low(), estimate.value(), estimate.high()));
  }

  private static DomContent funnel(Funnel funnel) {
    int most = funnel.counts().values().stream().mapToInt(Integer::intValue).max().orElse(1);
    Grid grid = Grid.of("step", "#tasks left", "share of the first");
    funnel.counts().forEach((step, tasks) -> grid.row(step, tasks, Drawing.bar(tasks, most)));
    return grid.html("tasks left after each step");
  }

  private static DomContent result(RoundResult result) {
    return Markup.card(
        Markup.head("Tasks left after each step"),
        funnel(result.funnel()),
        Markup.head("pass@k on the Test tasks, all arms"),
        board(result.board()),
        result.efficiency().points().isEmpty()
            ? text("")
            : Markup.row(Markup.head("Sample efficiency"), efficiency(result.efficiency())),
        Markup.dim("Everything is in " + result.folder()));
  }

  private static DomContent manifest(Manifest manifest) {
    return Markup.row(
        Markup.head("Started " + manifest.started()),
        table("settings", manifest.settings()),
        Markup.fold(text("versions"), table("versions", manifest.versions())));
  }

  private static DomContent table(String name, Map<String, String> values) {
    Grid grid = Grid.of("name", "value");
    values.forEach(grid::row);
    return grid.html(name);
  }

  private static DomContent run(RunDirectory run) {
    Grid stages = Grid.of("finished stage", "#seconds", "what came of it", "at");
    for (Stage stage : run.stages()) {
      stages.row(
          stage.name(),
          String.format(Locale.ROOT, "%.1f", stage.seconds()),
          stage.summary(),
          stage.at());
    }
    return Markup.card(
        Markup.head("Run " + run.path()),
        run.stages().isEmpty() ? Markup.dim("No stage is finished.") : stages.html("stages"),
        each(
            run.manifest().stream().toList(),
            manifest -> Markup.fold(text("what it was made from"), manifest(manifest))));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }
}
