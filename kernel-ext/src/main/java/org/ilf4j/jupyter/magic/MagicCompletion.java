package org.ilf4j.jupyter.magic;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ilf4j.judge.Verdicts;
import org.ilf4j.jupyter.Notebook;
import org.ilf4j.task.Tasks;

/** What Tab offers in a line that begins with one of our magics. */
final class MagicCompletion implements Notebook.Completion {
  /** The magic's name, what stands between, and the word that the cursor stands behind. */
  private static final Pattern LINE = Pattern.compile("(%{1,2})([a-z]*)(\\s.*\\s|\\s+)?(\\S*)");

  private final Notebook notebook;

  MagicCompletion(Notebook notebook) {
    this.notebook = notebook;
  }

  @Override
  public Optional<Notebook.Offer> at(String code, int at) {
    Matcher line = LINE.matcher(code.substring(code.lastIndexOf('\n', at - 1) + 1, at));
    if (!line.matches()) {
      return Optional.empty();
    }
    boolean named = line.group(3) != null;
    String begun = named ? line.group(4) : line.group();
    List<String> words =
        (named ? arguments(line.group(1) + line.group(2), before(line)) : names())
            .stream().filter(word -> word.startsWith(begun)).toList();
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(new Notebook.Offer(words, at - begun.length()));
  }

  private static List<String> before(Matcher line) {
    String between = line.group(3).strip();
    return between.isEmpty() ? List.of() : List.of(between.split("\\s+"));
  }

  private static List<String> names() {
    return List.of("%ilf", "%feedback", "%python", "%%feedback", "%%python");
  }

  /** What may come next, behind the words that are there already. */
  private List<String> arguments(String magic, List<String> before) {
    return switch (magic + " " + String.join(" ", before)) {
      case "%ilf " -> IlfMagic.COMMANDS;
      case "%ilf model" -> List.of("nano");
      default -> before.size() == 1 ? variables(magic) : List.of();
    };
  }

  private List<String> variables(String magic) {
    return switch (magic) {
      case "%%feedback" -> notebook.variables(Verdicts.class);
      case "%%python" -> notebook.variables(Tasks.class);
      default -> List.of();
    };
  }
}
