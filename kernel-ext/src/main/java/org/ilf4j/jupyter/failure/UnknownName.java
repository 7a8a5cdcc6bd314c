package org.ilf4j.jupyter.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ilf4j.feedback.EditDistance;

/**
 * A name that the compiler does not know, as both kernels report it: the lines of code with the
 * name's end on a coloured ground, then the compiler's words.
 *
 * @param name the name as it was typed
 * @param at where it begins in the cell
 */
record UnknownName(String name, int at) {
  private static final Pattern SYMBOL =
      Pattern.compile("\\s*symbol:\\s+(?:method|variable|class) ([\\w$]+).*");
  private static final String COLOUR = "\u001b\\[[0-9;]*m";
  private static final Pattern GROUND = Pattern.compile("\u001b\\[41m(.*?)\u001b\\[0m");
  private static final String CODE = "|   ";
  private static final int OFFERED = 3;

  /** The first such name of a compiler's report, if the cell has it where the report says. */
  static Optional<UnknownName> in(List<String> report, String cell) {
    List<String> code = new ArrayList<>();
    for (String line : report) {
      String plain = line.replaceAll(COLOUR, "");
      Matcher symbol = SYMBOL.matcher(plain);
      if (plain.startsWith(CODE)) {
        code.add(line);
      } else if (symbol.matches()) {
        return place(String.join("\n", code), symbol.group(1), cell);
      }
    }
    return Optional.empty();
  }

  private static Optional<UnknownName> place(String coloured, String name, String cell) {
    String code = coloured.replaceAll("(?m)^((?:" + COLOUR + ")*)\\|   ", "$1");
    int end = -1;
    for (Matcher ground = GROUND.matcher(code); ground.find(); ) {
      end = code.substring(0, ground.end()).replaceAll(COLOUR, "").length();
    }
    int from = cell.indexOf(code.replaceAll(COLOUR, ""));
    int at = from + end - name.length();
    return end >= 0 && from >= 0 && cell.startsWith(name, Math.max(0, at))
        ? Optional.of(new UnknownName(name, at))
        : Optional.empty();
  }

  /** The nearest of some names, if it is near: as clang does it, within a third of its letters. */
  Optional<String> near(List<String> known) {
    int limit = Math.min((name.length() + 2) / 3, name.length() - 1);
    int least = known.stream().mapToInt(this::distance).min().orElse(Integer.MAX_VALUE);
    return least > limit
        ? Optional.empty()
        : Optional.of(
            known.stream()
                .filter(other -> distance(other) == least)
                .distinct()
                .limit(OFFERED)
                .collect(Collectors.joining(" or ", "Did you mean ", "?")));
  }

  /** The same letters in another order, or in another case, are one slip. */
  private int distance(String other) {
    return letters(name).equals(letters(other))
        ? 1
        : EditDistance.between(name.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
  }

  private static List<Integer> letters(String word) {
    return word.toLowerCase(Locale.ROOT).chars().sorted().boxed().toList();
  }
}
