package org.ilf4j.jupyter.view;

import static j2html.TagCreator.code;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import j2html.tags.specialized.SpanTag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ilf4j.finetune.LossMask;
import org.ilf4j.model.Completion;
import org.ilf4j.model.TokenProbability;

/** Text as a model sees it, token by token: how likely each is, and which ones it learns. */
final class ModelViews {
  /** From here on down a token's shade grows stronger; a likelier one has none. Our choice. */
  private static final double[] LIMITS = {0.9, 0.5, 0.2, 0.05};

  private static final int LISTED = 8;

  private ModelViews() {}

  static List<View<?>> all() {
    return List.of(
        View.html(Completion.class, ModelViews::plain, ModelViews::completion),
        View.html(LossMask.class, ModelViews::lossMask));
  }

  /** A token of the completion and where its line is. */
  private record Placed(TokenProbability token, String shown, int line) {}

  /** The tokens as far as a stop rule left them. */
  private static List<Placed> placed(Completion completion) {
    List<Placed> placed = new ArrayList<>();
    int left = completion.text().length();
    int line = 1 + (int) completion.prompt().chars().filter(c -> c == '\n').count();
    for (TokenProbability token : completion.tokens()) {
      String shown = token.text().substring(0, Math.min(left, token.text().length()));
      left -= shown.length();
      if (!shown.isEmpty()) {
        placed.add(new Placed(token, shown, line));
        line += (int) shown.chars().filter(c -> c == '\n').count();
      }
    }
    return placed;
  }

  private static List<Placed> unlikeliest(Completion completion) {
    return placed(completion).stream()
        .filter(token -> token.token().probability() < LIMITS[1])
        .sorted(Comparator.comparingDouble(token -> token.token().probability()))
        .limit(LISTED)
        .toList();
  }

  /** The code, and below it what the shades say. */
  private static String plain(Completion completion) {
    String unlikely =
        unlikeliest(completion).stream()
            .map(
                token ->
                    String.format(
                        "%n#   %s  %s (line %d)",
                        percent(token.token()), quoted(token.shown()), token.line()))
            .collect(Collectors.joining());
    return completion.code().stripTrailing()
        + "\n# "
        + summary(completion)
        + (unlikely.isEmpty() ? "" : "; least likely:" + unlikely);
  }

  private static DomContent completion(Completion completion) {
    int at = completion.prompt().length();
    Listing listing = Listing.read(completion.code()).numbered().lineEndsFrom(at);
    listing.shade(0, at, "given", "given");
    for (Placed token : placed(completion)) {
      int end = at + token.shown().length();
      listing.shade(at, end, shade(token), percent(token.token()));
      at = end;
    }
    return Markup.card(
        listing.html(),
        key(completion),
        Markup.dim(summary(completion)),
        unlikeliest(completion).isEmpty() ? text("") : leastLikely(completion));
  }

  private static DomContent key(Completion completion) {
    SpanTag given = span("given").withClass("given");
    return completion.hasTokens()
        ? Markup.key(
            given,
            text("then the model's tokens:"),
            span("90 % and more"),
            span("below 90 %").withClass("p1"),
            span("below 50 %").withClass("p2"),
            span("below 20 %").withClass("p3"),
            span("below 5 %").withClass("p4"))
        : Markup.key(given, text("then the model's text"));
  }

  private static DomContent leastLikely(Completion completion) {
    Grid grid = Grid.of("token", "#probability", "#line");
    unlikeliest(completion)
        .forEach(
            token -> grid.row(code(quoted(token.shown())), percent(token.token()), token.line()));
    return Markup.fold(text("least likely tokens"), grid.html("least likely tokens"));
  }

  private static String summary(Completion completion) {
    int tokens = completion.tokens().size();
    if (!completion.hasTokens()) {
      return "the model does not tell its tokens' probabilities";
    }
    return tokens == 0
        ? "0 tokens"
        : String.format(
            Locale.ROOT,
            "%s, perplexity %.2f",
            Markup.count(tokens, "token"),
            completion.perplexity());
  }

  /** A token of spaces or tabs alone is marked besides: a shade on nothing would say nothing. */
  private static String shade(Placed placed) {
    double probability = placed.token().probability();
    int strength = 0;
    while (strength < LIMITS.length && probability < LIMITS[strength]) {
      strength++;
    }
    if (strength == 0) {
      return null;
    }
    String blank = placed.shown().indexOf('\t') < 0 ? " sp" : " tb";
    return "p" + strength + (placed.shown().isBlank() ? blank : "");
  }

  private static String percent(TokenProbability token) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * token.probability());
  }

  private static String quoted(String token) {
    return "'" + token.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t") + "'";
  }

  /** What counts in the loss is shaded and underlined, token by token. */
  private static DomContent lossMask(LossMask mask) {
    String whole = mask.tokens().stream().map(LossMask.Token::text).collect(Collectors.joining());
    Listing listing = Listing.read(whole).numbered();
    int at = 0;
    int number = 0;
    for (LossMask.Token token : mask.tokens()) {
      number++;
      int end = at + token.text().length();
      listing.shade(
          at,
          end,
          token.learned() ? "learn" : "given",
          "token " + number + (token.learned() ? ", learned" : ", read only"));
      at = end;
    }
    return Markup.card(
        Markup.head(
            "Example of task "
                + mask.taskId()
                + ": "
                + mask.learned()
                + " of "
                + Markup.count(mask.tokens().size(), "token")
                + " count in the loss"),
        listing.html(),
        Markup.key(
            span("learned").withClass("learn"), span("read only, masked out").withClass("given")));
  }
}
