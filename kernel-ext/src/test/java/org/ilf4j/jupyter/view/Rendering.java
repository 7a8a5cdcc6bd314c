package org.ilf4j.jupyter.view;

/** Renders a value as a kernel would: by the view of its type. */
final class Rendering {
  private Rendering() {}

  static Bundle of(Object value) {
    return Views.all().stream()
        .filter(view -> view.type().isInstance(value))
        .findFirst()
        .map(view -> render(view, value))
        .orElseThrow(() -> new AssertionError("No view for " + value.getClass()));
  }

  private static <T> Bundle render(View<T> view, Object value) {
    return view.render().apply(view.type().cast(value));
  }
}
