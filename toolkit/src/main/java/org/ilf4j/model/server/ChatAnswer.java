package org.ilf4j.model.server;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a chat model's answer into the text that continues the prompt. Chat models like to answer
 * with the whole function, in a fence, between sentences:
 *
 * <pre>{@code
 * new ChatAnswer("def twice(x):\n").continuation("""
 *     Here it is:
 *     ```python
 *     import math
 *
 *     def twice(x: float) -> float:
 *         return math.fsum([x, x])
 *     ```
 *     Ask if anything is unclear.""")      // "    import math\n    return math.fsum([x, x])"
 * }</pre>
 *
 * <ol>
 *   <li>Of an answer with fences the first block that holds the prompt's function counts, or else
 *       the first block; what stands around it goes.
 *   <li>An echo of the prompt goes.
 *   <li>Where the prompt ends with a function's header, that header is found again by the
 *       function's name, whatever its annotations, spacing and lines; its decorators go, and the
 *       continuation starts behind it. What stands before it is moved into the function ({@link
 *       Preamble}); where that cannot be, the answer stays as it is.
 *   <li>A body at the margin that returns there is indented.
 * </ol>
 *
 * <p>Of another prompt's answer only the fence goes. What follows the function is not looked at:
 * the stop rule and the truncation come later.
 */
final class ChatAnswer {
  private static final String INDENT = "    ";
  private static final Pattern LAST_HEADER =
      Pattern.compile("(?:^|\\n)(?:async[ \\t]+)?def[ \\t]+(\\w+)[ \\t]*\\([^\\n]*:\\s*$");
  private static final Pattern FENCE_LINE =
      Pattern.compile("(?m)^[ \\t]*(`{3,}|~{3,})([^\\n`]*)(?:\\n|$)");
  private static final Pattern RETURN_AT_MARGIN = Pattern.compile("(?m)^(return|yield)\\b");

  private final String prompt;
  private final Optional<Pattern> header;

  ChatAnswer(String prompt) {
    this.prompt = prompt;
    this.header =
        LAST_HEADER.matcher(prompt).results().findFirst().map(found -> headerOf(found.group(1)));
  }

  private static Pattern headerOf(String name) {
    return Pattern.compile(
        "(?m)^(?:@[^\\n]*\\n)*(?:async[ \\t]+)?def[ \\t]+" + Pattern.quote(name) + "[ \\t]*\\(");
  }

  /** What follows the prompt. */
  String continuation(String answer) {
    String text = answer.replace("\r\n", "\n");
    String code = block(text);
    if (header.isEmpty()) {
      return code;
    }
    String echo = prompt.strip();
    String rest = code.strip();
    if (rest.startsWith(echo)) {
      return onItsLine(rest.substring(echo.length()).replaceFirst("^[ \\t]*\\n", ""));
    }
    return behindHeader(code, code.length() != text.length()).orElseGet(() -> body(code));
  }

  /** The block that counts, or the whole text where none is fenced. */
  private String block(String text) {
    Matcher fence = FENCE_LINE.matcher(text);
    String first = null;
    while (fence.find()) {
      int start = fence.end();
      MatchResult opening = fence.toMatchResult();
      boolean closed = fence.find();
      String before = text.substring(0, opening.start());
      if (!closed && opening.group(2).isBlank() && !before.isBlank() && first == null) {
        return before; // a fence that the prompt seemed to have opened
      }
      String block = text.substring(start, closed ? fence.start() : text.length());
      String inside = closed && block.endsWith("\n") ? withoutLastFeed(block) : block;
      if (header.isEmpty() || headerIn(inside)) {
        return inside;
      }
      first = first == null ? inside : first;
    }
    return first == null ? text : first;
  }

  private static String withoutLastFeed(String block) {
    return block.substring(0, block.length() - 1);
  }

  private boolean headerIn(String code) {
    return header.get().matcher(code.stripIndent()).find();
  }

  private Optional<String> behindHeader(String given, boolean fenced) {
    String code = header.get().matcher(given).find() ? given : given.stripIndent();
    Matcher found = header.get().matcher(code);
    if (!found.find()) {
      return Optional.empty();
    }
    int end = Signature.end(code, found.end() - 1);
    if (end < 0) {
      return Optional.empty();
    }
    String body = bodyBehind(code.substring(end));
    String indent = indentOf(body);
    return Preamble.moved(code.substring(0, found.start()), prompt, fenced, indent)
        .map(lines -> onItsLine(lines + body));
  }

  /** A body on the header's own line gets one of its own. */
  private static String bodyBehind(String rest) {
    int feed = rest.indexOf('\n');
    String line = (feed < 0 ? rest : rest.substring(0, feed)).strip();
    String below = feed < 0 ? "" : rest.substring(feed + 1);
    return line.isEmpty() || line.startsWith("#") ? below : INDENT + line + "\n" + below;
  }

  private static String indentOf(String body) {
    List<String> lines = body.lines().filter(line -> !line.isBlank()).toList();
    String first = lines.isEmpty() ? "" : lines.get(0);
    String indent = first.substring(0, first.length() - first.stripLeading().length());
    return indent.isEmpty() ? INDENT : indent;
  }

  /** An answer without a header. A return at the margin tells that all of it lacks the indent. */
  private String body(String code) {
    String text = code.stripLeading();
    boolean atMargin = code.startsWith(text) || code.endsWith("\n" + text);
    return atMargin && RETURN_AT_MARGIN.matcher(text).find()
        ? onItsLine(text.replaceAll("(?m)^(?=.*\\S)", INDENT))
        : onItsLine(code);
  }

  /** A prompt may stop at the header's colon: the body begins on the next line, indented. */
  private String onItsLine(String body) {
    if (prompt.endsWith("\n") || body.startsWith("\n") || body.isEmpty()) {
      return body;
    }
    return "\n" + (Character.isWhitespace(body.charAt(0)) ? "" : INDENT) + body;
  }
}
