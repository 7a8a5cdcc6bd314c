package org.ilf4j.feedback;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of Python with its tokens and their places, so that parts of it can be quoted. */
record PythonLine(String text, List<Token> tokens) {
  private static final Pattern TOKEN =
      Pattern.compile(
          "#.*|[A-Za-z_]\\w*|\\d+(?:\\.\\d+)?|\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'"
              + "|\\*\\*=|//=|>>=|<<=|==|!=|<=|>=|->|:=|[-+*/%&|^]=|\\*\\*|//|<<|>>|\\S");

  /** A token and where it stands in the line. */
  record Token(String text, int start, int end) {}

  static PythonLine of(String line) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(line);
    while (matcher.find()) {
      tokens.add(new Token(matcher.group(), matcher.start(), matcher.end()));
    }
    return new PythonLine(line, List.copyOf(tokens));
  }

  /** The same line up to its comment. */
  PythonLine withoutComment() {
    int last = tokens.size() - 1;
    if (last < 0 || !tokens.get(last).text().startsWith("#")) {
      return this;
    }
    return of(text.substring(0, tokens.get(last).start()).stripTrailing());
  }

  List<String> words() {
    return tokens.stream().map(Token::text).toList();
  }

  int indent() {
    return text.length() - text.stripLeading().length();
  }

  /** The line's text from one token up to, not including, another. */
  String quote(int from, int to) {
    return text.substring(tokens.get(from).start(), tokens.get(to - 1).end());
  }

  /** Whether all brackets opened between these tokens are closed there, and no others. */
  boolean balanced(int from, int to) {
    int depth = 0;
    for (Token token : tokens.subList(from, to)) {
      if ("([{".contains(token.text())) {
        depth++;
      } else if (")]}".contains(token.text()) && --depth < 0) {
        return false;
      }
    }
    return depth == 0;
  }
}
