package org.ilf4j.practice;

import static org.ilf4j.practice.Kind.NUMBERS;
import static org.ilf4j.practice.Kind.RESULT;
import static org.ilf4j.practice.Kind.TEXT;
import static org.ilf4j.practice.Kind.WORDS;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Steps on a string. */
final class TextSteps {
  private static final String VOWELS = "aeiou";

  private TextSteps() {}

  static List<Step> all() {
    return List.of(
        change(
            "upper",
            "case",
            "{v}.upper()",
            text -> text.toUpperCase(Locale.ROOT),
            "write it in capitals"),
        change(
            "lower",
            "case",
            "{v}.lower()",
            text -> text.toLowerCase(Locale.ROOT),
            "write it in lower case"),
        change(
            "swapped",
            "case",
            "{v}.swapcase()",
            TextSteps::swapCase,
            "swap the case of its letters"),
        change("backward", "turn", "{v}[::-1]", TextSteps::reverse, "reverse it", "turn it around"),
        change(
            "alphabetical",
            "turn",
            "\"\".join(sorted({v}))",
            text ->
                text.chars().sorted().mapToObj(Character::toString).collect(Collectors.joining()),
            "sort its characters"),
        change(
            "doubled",
            "turn",
            "\"\".join(c * 2 for c in {v})",
            text -> text.replaceAll("(.)", "$1$1"),
            "double each character"),
        change(
            "spaceless",
            "characters",
            "{v}.replace(\" \", \"\")",
            text -> text.replace(" ", ""),
            "remove the spaces"),
        keepCharacters(
            "consonants", "c not in \"aeiou\"", c -> VOWELS.indexOf(c) < 0, "remove the vowels"),
        keepCharacters(
            "vowels", "c in \"aeiou\"", c -> VOWELS.indexOf(c) >= 0, "keep only the vowels"),
        keepCharacters("letters", "c.isalpha()", Character::isLetter, "keep only the letters"),
        keepCharacters("figures", "c.isdigit()", Character::isDigit, "keep only the digits"),
        Steps.step("remove", "replace", TEXT, TEXT)
            .says("remove every \"{k}\"")
            .with(Constant.LETTER)
            .written("{v}.replace(\"{k}\", \"\")")
            .means((v, k) -> text(v).replace(text(k), "")),
        Steps.step("starred", "replace", TEXT, TEXT)
            .says("replace every \"{k}\" by \"*\"")
            .with(Constant.LETTER)
            .written("{v}.replace(\"{k}\", \"*\")")
            .means((v, k) -> text(v).replace(text(k), "*")),
        Steps.step("start", "textslice", TEXT, TEXT)
            .says("take the first {k} characters")
            .with(Constant.COUNT)
            .written("{v}[:{k}]")
            .means((v, k) -> text(v).substring(0, Math.min(text(v).length(), number(k)))),
        Steps.step("end", "textslice", TEXT, TEXT)
            .says("take the last {k} characters")
            .with(Constant.COUNT)
            .written("{v}[-{k}:]")
            .means((v, k) -> text(v).substring(Math.max(0, text(v).length() - number(k)))),
        Steps.step("split", "parts", TEXT, WORDS)
            .says("split it into words")
            .written("{v}.split()")
            .means((v, k) -> words(text(v))),
        Steps.step("codes", "parts", TEXT, NUMBERS)
            .says("take its digits as numbers")
            .written("[int(c) for c in {v} if c.isdigit()]")
            .means((v, k) -> digits(text(v))),
        end("length", "measure", "return its length")
            .written("len({v})")
            .means((v, k) -> (long) text(v).length()),
        end("vowelcount", "measure", "return how many vowels it has")
            .written("sum(c in \"aeiou\" for c in {v})")
            .means((v, k) -> text(v).chars().filter(c -> VOWELS.indexOf(c) >= 0).count()),
        end("varied", "measure", "return how many different characters it has")
            .written("len(set({v}))")
            .means((v, k) -> text(v).chars().distinct().count()),
        end("text", "measure", "return it", "return the result").written("{v}").means((v, k) -> v),
        end("palindrome", "measure", "tell whether it is a palindrome")
            .written("{v} == {v}[::-1]")
            .means((v, k) -> text(v).equals(reverse(text(v)))),
        end("occurrences", "lettercount", "return how often \"{k}\" occurs")
            .with(Constant.LETTER)
            .written("{v}.count(\"{k}\")")
            .means((v, k) -> text(v).chars().filter(c -> c == text(k).charAt(0)).count()),
        end("contains", "lettercount", "tell whether \"{k}\" occurs")
            .with(Constant.LETTER)
            .written("\"{k}\" in {v}")
            .means((v, k) -> text(v).contains(text(k))));
  }

  private static Step change(
      String id, String group, String code, UnaryOperator<String> meaning, String... phrases) {
    return Steps.step(id, group, TEXT, TEXT)
        .says(phrases)
        .written(code)
        .means((v, k) -> meaning.apply(text(v)));
  }

  private static Step keepCharacters(
      String id, String condition, IntPredicate kept, String phrase) {
    return change(
        id,
        "characters",
        "\"\".join(c for c in {v} if " + condition + ")",
        text ->
            text.chars().filter(kept).mapToObj(Character::toString).collect(Collectors.joining()),
        phrase);
  }

  private static Steps.Draft end(String id, String group, String... phrases) {
    return Steps.step(id, group, TEXT, RESULT).says(phrases);
  }

  private static String text(Object value) {
    return (String) value;
  }

  private static int number(Object value) {
    return (int) Steps.number(value);
  }

  private static String reverse(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  private static String swapCase(String text) {
    return text.chars()
        .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  static List<Object> words(String text) {
    return Arrays.stream(text.split(" "))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toList());
  }

  private static List<Object> digits(String text) {
    return text.chars()
        .filter(Character::isDigit)
        .<Object>mapToObj(c -> (long) Character.getNumericValue(c))
        .collect(Collectors.toList());
  }
}
