package org.ilf4j.finetune;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ilf4j.model.tokenizer.Tokenizer;

/**
 * An example as the trainer reads it, token by token: what it learns and what it only reads.
 *
 * <pre>{@code
 * FineTuner.on(model).lossMask(example)
 * }</pre>
 *
 * @param taskId the task the example comes from
 * @param tokens the tokens in order, end-of-text included where it is learned
 */
public record LossMask(int taskId, List<Token> tokens) {

  /** Keeps its own list. */
  public LossMask {
    tokens = List.copyOf(tokens);
  }

  /**
   * One token.
   *
   * @param text what it adds to the text; empty in the middle of a character
   * @param learned whether it counts in the loss
   */
  public record Token(String text, boolean learned) {}

  static LossMask of(int taskId, Lesson lesson, Tokenizer tokenizer) {
    int[] ids = lesson.ids();
    List<Token> tokens = new ArrayList<>();
    List<Integer> waiting = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      waiting.add(ids[i]);
      String text = text(waiting, tokenizer);
      boolean unfinished = text.endsWith("\ufffd") && waiting.size() < 4 && i + 1 < ids.length;
      tokens.add(new Token(unfinished ? "" : text, i >= lesson.firstLearned()));
      if (!unfinished) {
        waiting.clear();
      }
    }
    return new LossMask(taskId, tokens);
  }

  /** End-of-text has no text of its own: it is shown by its name. */
  private static String text(List<Integer> ids, Tokenizer tokenizer) {
    if (ids.size() == 1 && ids.get(0) == tokenizer.eosId()) {
      return tokenizer.token(ids.get(0));
    }
    return tokenizer.decode(ids.stream().mapToInt(Integer::intValue).toArray());
  }

  /** How many tokens count in the loss. */
  public long learned() {
    return tokens.stream().filter(Token::learned).count();
  }

  /** One line, then the text that is read and the text that is learned. */
  @Override
  public String toString() {
    return "Example of task %d: %d of %d tokens count in the loss%nread only:%n%s%nlearned:%n%s"
        .formatted(taskId, learned(), tokens.size(), text(false), text(true));
  }

  private String text(boolean learned) {
    return tokens.stream()
        .filter(token -> token.learned() == learned)
        .map(Token::text)
        .collect(Collectors.joining());
  }
}
