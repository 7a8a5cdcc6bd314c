package org.ilf4j.jupyter.view;

import java.util.List;
import java.util.stream.Stream;

/** Every view of the toolkit. */
public final class Views {
  private Views() {}

  /** All views, one per type. */
  public static List<View<?>> all() {
    return Stream.of(
            TaskViews.all(),
            SampleViews.all(),
            FeedbackViews.all(),
            MetricViews.all(),
            RunViews.all(),
            FigureViews.all(),
            PlainViews.all())
        .flatMap(List::stream)
        .toList();
  }
}
