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
            ModelViews.all(),
            SampleViews.all(),
            VerdictViews.all(),
            FeedbackViews.all(),
            MetricViews.all(),
            RunViews.all(),
            FigureViews.all(),
            FailureViews.all(),
            PlainViews.all())
        .flatMap(List::stream)
        .toList();
  }

  /** A value's output: by its view, else its text. */
  public static Bundle bundle(Object value) {
    return all().stream()
        .filter(view -> view.type().isInstance(value))
        .findFirst()
        .map(view -> render(view, value))
        .orElseGet(() -> Bundle.text(String.valueOf(value)));
  }

  private static <T> Bundle render(View<T> view, Object value) {
    return view.render().apply(view.type().cast(value));
  }
}
