package org.ilf4j.jupyter.view;

import j2html.tags.DomContent;
import java.util.function.Function;

/**
 * How values of one type look.
 *
 * @param type the type, its subtypes included
 * @param render a value's output
 */
public record View<T>(Class<T> type, Function<? super T, Bundle> render) {

  /** A view in HTML; the plain text is the value's own {@code toString}. */
  public static <T> View<T> html(Class<T> type, Function<? super T, DomContent> html) {
    return new View<>(type, value -> Bundle.html(value.toString(), html.apply(value)));
  }

  /** A view in HTML and in words of its own. */
  public static <T> View<T> html(
      Class<T> type, Function<? super T, String> text, Function<? super T, DomContent> html) {
    return new View<>(type, value -> Bundle.html(text.apply(value), html.apply(value)));
  }
}
