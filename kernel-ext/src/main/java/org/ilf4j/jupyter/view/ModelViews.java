package org.ilf4j.jupyter.view;

import static j2html.TagCreator.code;
import static j2html.TagCreator.each;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ilf4j.model.Completion;
import org.ilf4j.model.TokenProbability;

/** What a model continues, token by token. */
final class ModelViews {
  /** A token held less likely than this is marked; the paler the likelier. */
  private static final double LIKELY = 0.9;

  private ModelViews() {}

  static List<View<?>> all() {
    return List.of(View.html(Completion.class, ModelViews::completion));
  }

  private static DomContent completion(Completion completion) {
    List<DomContent> parts = new ArrayList<>();
    parts.add(span(completion.prompt()).withClass("dim"));
    int left = completion.text().length();
    for (TokenProbability token : completion.tokens()) {
      String shown = token.text().substring(0, Math.min(left, token.text().length()));
      left -= shown.length();
      if (!shown.isEmpty()) {
        parts.add(token(shown, token.probability()));
      }
    }
    return Markup.card(
        pre(code(each(parts, part -> part))),
        Markup.dim(
            String.format(
                Locale.ROOT,
                "%s, perplexity %.2f; the stronger the mark, the less likely the token.",
                Markup.count(completion.tokens().size(), "token"),
                completion.perplexity())));
  }

  private static DomContent token(String shown, double probability) {
    String percent = String.format(Locale.ROOT, "%.1f %%", 100 * probability);
    if (probability >= LIKELY) {
      return span(text(shown)).withTitle(percent);
    }
    double strength = 0.1 + 0.5 * (1 - probability / LIKELY);
    return span(text(shown))
        .withTitle(percent)
        .withStyle(String.format(Locale.ROOT, "background:rgba(245,124,0,%.2f)", strength));
  }
}
