package org.ilf4j.jupyter.view;

import static j2html.TagCreator.p;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;
import org.ilf4j.finetune.FineTuned;
import org.ilf4j.finetune.TrainingCurve;
import org.ilf4j.metric.Comparison;
import org.ilf4j.metric.Estimate;
import org.ilf4j.metric.PassAtK;

/** What is measured: pass@k with its intervals, differences, and how a training went. */
final class MetricViews {
  private MetricViews() {}

  static List<View<?>> all() {
    return List.of(
        View.html(PassAtK.class, MetricViews::passAtK),
        View.html(Comparison.class, comparison -> Markup.card(p(comparison.toString()))),
        View.html(TrainingCurve.class, curve -> Markup.card(curve(curve))),
        View.html(
            FineTuned.class,
            tuned -> Markup.card(Markup.head(tuned.model().name()), curve(tuned.curve()))));
  }

  private static DomContent passAtK(PassAtK pass) {
    Grid grid = Grid.of("measure", "#estimate, %", "#95 % from", "#to", "interval");
    pass.ks().forEach(k -> row(grid, "pass@" + k, pass.at(k)));
    row(grid, "solved", pass.solved());
    return Markup.card(
        Markup.head(FeedbackViews.firstLine(pass)),
        grid.html("pass@k"),
        pass.faults() == 0
            ? text("")
            : Markup.dim("left out: " + Markup.count(pass.faults(), "sandbox fault")));
  }

  private static void row(Grid grid, String name, Estimate estimate) {
    grid.row(
        name,
        percent(estimate.value()),
        percent(estimate.low()),
        percent(estimate.high()),
        Drawing.interval(estimate.low(), estimate.value(), estimate.high()));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  private static DomContent curve(TrainingCurve curve) {
    Grid grid = Grid.of("#epoch", "#mean loss, nats per token");
    for (int epoch = 1; epoch <= curve.epochs(); epoch++) {
      grid.row(epoch, String.format(Locale.ROOT, "%.4f", curve.epochLoss(epoch)));
    }
    return Markup.row(
        Markup.head(Markup.count(curve.steps().size(), "step")),
        Plot.curve(
            "optimizer step",
            "loss, nats per token",
            curve.steps().stream().mapToDouble(step -> step.loss()).toArray()),
        Markup.dim(firstToLast(curve)),
        grid.html("loss by epoch"));
  }

  private static String firstToLast(TrainingCurve curve) {
    int last = curve.steps().size() - 1;
    return last < 0
        ? ""
        : String.format(
            Locale.ROOT,
            "loss by step: %.3f at the first, %.3f at the last",
            curve.steps().get(0).loss(),
            curve.steps().get(last).loss());
  }
}
