package org.ilf4j.practice;

import static org.ilf4j.practice.Kind.NUMBERS;
import static org.ilf4j.practice.Kind.RESULT;
import static org.ilf4j.practice.Kind.WORDS;
import static org.ilf4j.practice.Steps.at;
import static org.ilf4j.practice.Steps.distinct;
import static org.ilf4j.practice.Steps.items;
import static org.ilf4j.practice.Steps.joined;
import static org.ilf4j.practice.Steps.number;
import static org.ilf4j.practice.Steps.reversed;
import static org.ilf4j.practice.Steps.sorted;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Steps on a list of words. */
final class WordSteps {
  private static final Comparator<Object> LENGTH =
      Comparator.comparingInt(word -> ((String) word).length());

  private WordSteps() {}

  static List<Step> all() {
    return List.of(
        keep("longer", "wordlength", "keep the words longer than {k} letters")
            .with(Constant.LENGTH)
            .keeps("w", "len(w) > {k}", (w, k) -> length(w) > number(k)),
        keep("shorter", "wordlength", "keep the words shorter than {k} letters")
            .with(Constant.LENGTH)
            .keeps("w", "len(w) < {k}", (w, k) -> length(w) < number(k)),
        keep("starting", "letter", "keep the words that start with \"{k}\"")
            .with(Constant.LETTER)
            .keeps("w", "w.startswith(\"{k}\")", (w, k) -> ((String) w).startsWith((String) k)),
        keep("containing", "letter", "keep the words that contain \"{k}\"")
            .with(Constant.LETTER)
            .keeps("w", "\"{k}\" in w", (w, k) -> ((String) w).contains((String) k)),
        keep("lacking", "letter", "drop the words that contain \"{k}\"")
            .with(Constant.LETTER)
            .keeps("w", "\"{k}\" not in w", (w, k) -> !((String) w).contains((String) k)),
        keep("capitals", "wordcase", "write each word in capitals")
            .maps("w", "w.upper()", (w, k) -> ((String) w).toUpperCase(Locale.ROOT)),
        keep("titles", "wordcase", "capitalize each word")
            .maps("w", "w.capitalize()", (w, k) -> capitalized((String) w)),
        keep("mirrored", "wordpart", "reverse each word")
            .maps("w", "w[::-1]", (w, k) -> new StringBuilder((String) w).reverse().toString()),
        keep("initials", "wordpart", "take the first letter of each word")
            .maps("w", "w[0]", (w, k) -> ((String) w).substring(0, 1)),
        keep("finals", "wordpart", "take the last letter of each word")
            .maps("w", "w[-1]", (w, k) -> ((String) w).substring(((String) w).length() - 1)),
        keep("sorted", "wordorder", "sort them").written("sorted({v})").means((v, k) -> sorted(v)),
        keep("bylength", "wordorder", "sort them by length")
            .written("sorted({v}, key=len)")
            .means((v, k) -> items(v).stream().sorted(LENGTH).collect(Collectors.toList())),
        keep("backwards", "wordorder", "reverse their order")
            .written("{v}[::-1]")
            .means((v, k) -> reversed(v)),
        keep("distinct", "wordorder", "remove duplicates")
            .written("list(dict.fromkeys({v}))")
            .means((v, k) -> distinct(v)),
        Steps.step("lengths", "wordnumbers", WORDS, NUMBERS)
            .says("take the length of each word", "replace each word by its length")
            .maps("w", "len(w)", (w, k) -> (long) length(w)),
        end("spaced", "join", "return them as a text with spaces", "join them with spaces")
            .written("\" \".join({v})")
            .means((v, k) -> joined(v, " ")),
        end("dashed", "join", "return them as a text with dashes", "join them with dashes")
            .written("\"-\".join({v})")
            .means((v, k) -> joined(v, "-")),
        end("glued", "join", "return them as one word", "join them without spaces")
            .written("\"\".join({v})")
            .means((v, k) -> joined(v, "")),
        end("number", "wordform", "return how many there are", "return the count")
            .written("len({v})")
            .means((v, k) -> (long) items(v).size()),
        end("words", "wordform", "return the list", "return the result")
            .written("{v}")
            .means((v, k) -> v),
        end("longest", "wordextreme", "return the longest one")
            .written("max({v}, key=len)")
            .means((v, k) -> extreme(v, -1)),
        end("shortest", "wordextreme", "return the shortest one")
            .written("min({v}, key=len)")
            .means((v, k) -> extreme(v, 1)),
        end("lead", "wordplace", "return the first one")
            .written("{v}[0]")
            .means((v, k) -> at(v, 0)),
        end("rear", "wordplace", "return the last one")
            .written("{v}[-1]")
            .means((v, k) -> at(v, -1)),
        end("sizes", "wordform", "return a dictionary of their lengths")
            .written("{w: len(w) for w in {v}}")
            .means((v, k) -> sizes(v)));
  }

  private static Steps.Draft keep(String id, String group, String... phrases) {
    return Steps.step(id, group, WORDS, WORDS).says(phrases);
  }

  private static Steps.Draft end(String id, String group, String... phrases) {
    return Steps.step(id, group, WORDS, RESULT).says(phrases);
  }

  private static int length(Object word) {
    return ((String) word).length();
  }

  private static String capitalized(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT)
        + word.substring(1).toLowerCase(Locale.ROOT);
  }

  /** The first of the longest (sign -1) or shortest (sign 1) words, as Python's max and min do. */
  private static Object extreme(Object value, int sign) {
    return items(value).stream()
        .reduce((a, b) -> sign * LENGTH.compare(b, a) < 0 ? b : a)
        .orElseThrow();
  }

  private static Map<Object, Object> sizes(Object value) {
    Map<Object, Object> sizes = new LinkedHashMap<>();
    items(value).forEach(word -> sizes.put(word, (long) length(word)));
    return sizes;
  }
}
