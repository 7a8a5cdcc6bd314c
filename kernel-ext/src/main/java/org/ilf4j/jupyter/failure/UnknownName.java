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
 * @param kind {@code method}, {@code variable} or {@code class}, as the compiler takes it for
 * @param name the name as it was typed
 * @param at where it begins in the cell
 * @param behindDot whether it is somebody's member
 */
record UnknownName(String kind, String name, int at, boolean behindDot) {
  private static final Pattern SYMBOL =
      Pattern.compile("\\s*symbol:\\s+(method|variable|class) ([\\w$]+).*");
  private static final String COLOUR = "\u001b\\[[0-9;]*m";
  private static final Pattern GROUND = Pattern.compile("\u001b\\[41m(.*?)\u001b\\[0m");
  private static final String CODE = "|   ";
  private static final int OFFERED = 3;
  private static final String IMPORT =
      "If it is a class, import it first, as in: import java.util.Random;";

  /** The first such name of a compiler's report, if the cell has it where the report says. */
  static Optional<UnknownName> in(List<String> report, String cell) {
    List<String> code = new ArrayList<>();
    for (String line : report) {
      String plain = line.replaceAll(COLOUR, "");
      Matcher symbol = SYMBOL.matcher(plain);
      if (plain.startsWith(CODE)) {
        code.add(line);
      } else if (symbol.matches()) {
        return place(String.join("\n", code), symbol.group(1), symbol.group(2), cell);
      }
    }
    return Optional.empty();
  }

  private static Optional<UnknownName> place(
      String coloured, String kind, String name, String cell) {
    String code = coloured.replaceAll("(?m)^((?:" + COLOUR + ")*)\\|   ", "$1");
    int end = -1;
    for (Matcher ground = GROUND.matcher(code); ground.find(); ) {
      end = code.substring(0, ground.end()).replaceAll(COLOUR, "").length();
    }
    int from = cell.indexOf(code.replaceAll(COLOUR, ""));
    int at = from + end - name.length();
    if (end < 0 || from < 0 || !cell.startsWith(name, Math.max(0, at))) {
      return Optional.empty();
    }
    boolean behindDot = cell.substring(0, at).stripTrailing().endsWith(".");
    return Optional.of(new UnknownName(kind, name, at, behindDot));
  }

  /** What may help: the name that was meant, or where such a name comes from. */
  Optional<String> hint(List<String> known) {
    Optional<String> near = near(known);
    if (behindDot || kind.equals("method")) {
      return near;
    }
    return near.or(() -> Optional.of(isType(name) ? IMPORT : undeclared(known)));
  }

  private String undeclared(List<String> known) {
    String type =
        known.stream()
            .filter(name::equalsIgnoreCase)
            .findFirst()
            .map(found -> "; the class is " + found)
            .orElse("");
    return "If %s is a variable, run the cell that declares it: a restart forgets all%s."
        .formatted(name, type);
  }

  /** Types begin with a capital letter. */
  private static boolean isType(String name) {
    return Character.isUpperCase(name.charAt(0));
  }

  /** The nearest of some names, if it is near: as clang does it, within a third of its letters. */
  private Optional<String> near(List<String> all) {
    List<String> known =
        behindDot ? all : all.stream().filter(other -> isType(other) == isType(name)).toList();
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
