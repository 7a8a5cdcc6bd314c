package org.ilf4j.practice;

import static org.ilf4j.practice.Steps.items;
import static org.ilf4j.practice.Steps.number;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongBinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Where compositions start: at least one source in each family. */
final class Sources {
  private static final List<List<String>> LISTS = names("xs", "numbers", "values");
  private static final List<List<String>> NUMBER = names("n", "num");
  private static final List<List<String>> TWO_LISTS =
      List.of(List.of("xs", "ys"), List.of("a", "b"));
  private static final List<List<String>> MAPPINGS = names("d", "scores");
  private static final List<List<String>> STRINGS = names("text", "s");
  private static final List<List<String>> MATRICES = names("m", "grid");
  private static final List<List<String>> PAIRS = names("pairs", "items");

  private Sources() {}

  static List<Source> all() {
    List<Source> all = new ArrayList<>(lists());
    all.addAll(ranges());
    all.addAll(pairsOfLists());
    all.addAll(texts());
    all.addAll(tables());
    all.addAll(dates());
    return all;
  }

  private static List<Source> lists() {
    return List.of(
        plain(
            "list",
            Family.LIST,
            Kind.NUMBERS,
            LISTS,
            in -> in.numbers(in.size(3, 4)),
            "a list",
            "a list of numbers"),
        new Source(
            "tuple",
            Family.TUPLE,
            "tuple",
            Kind.NUMBERS,
            names("t", "tup"),
            List.of("a tuple", "a tuple of numbers"),
            "list({a})",
            in -> List.of(new Literal.Tuple(in.numbers(in.size(3, 4)))),
            arguments -> ((Literal.Tuple) arguments.get(0)).items()),
        new Source(
            "digits",
            Family.DIGITS,
            "digits",
            Kind.NUMBERS,
            NUMBER,
            List.of("the digits of a number", "the digits of n"),
            "[int(d) for d in str({a})]",
            in -> List.of(in.number(100, 99999)),
            arguments -> digits(number(arguments.get(0)))));
  }

  private static List<Source> ranges() {
    return List.of(
        range("upto", "the numbers from 1 to n", "list(range(1, {a} + 1))", n -> numbers(1, n, 1)),
        range(
            "zeroto", "the numbers from 0 to n - 1", "list(range({a}))", n -> numbers(0, n - 1, 1)),
        range(
            "evens",
            "the even numbers from 2 to n",
            "list(range(2, {a} + 1, 2))",
            n -> numbers(2, n, 2)),
        range(
            "odds",
            "the odd numbers from 1 to n",
            "list(range(1, {a} + 1, 2))",
            n -> numbers(1, n, 2)),
        range(
            "divisors",
            "the divisors of n",
            "[d for d in range(1, {a} + 1) if {a} % d == 0]",
            n ->
                numbers(1, n, 1).stream()
                    .filter(d -> n % number(d) == 0)
                    .collect(Collectors.toList())));
  }

  private static List<Source> pairsOfLists() {
    return List.of(
        pairwise("sums", "the sums of two lists", "a + b", Long::sum),
        pairwise("products", "the products of two lists", "a * b", (a, b) -> a * b),
        pairwise("differences", "the differences of two lists", "a - b", (a, b) -> a - b),
        pairwise("maxima", "the larger of each pair in two lists", "max(a, b)", Math::max),
        twoLists("both", "the numbers of two lists together", "{a} + {b}", Sources::together),
        twoLists(
            "common",
            "the numbers in both of two lists",
            "[x for x in {a} if x in {b}]",
            (a, b) -> a.stream().filter(b::contains).collect(Collectors.toList())),
        twoLists(
            "missing",
            "the numbers of the first list that are not in the second",
            "[x for x in {a} if x not in {b}]",
            (a, b) -> a.stream().filter(x -> !b.contains(x)).collect(Collectors.toList())));
  }

  private static List<Source> texts() {
    return List.of(
        plain("text", Family.STRING, Kind.TEXT, STRINGS, Inputs::text, "a string", "a text"),
        new Source(
            "sentence",
            Family.WORDS,
            "sentence",
            Kind.WORDS,
            STRINGS,
            List.of("the words of a text", "the words of a sentence"),
            "{a}.split()",
            in -> List.of(in.sentence()),
            arguments -> TextSteps.words((String) arguments.get(0))),
        plain(
            "words",
            Family.WORDS,
            Kind.WORDS,
            names("words", "names"),
            in -> in.words(in.size(3, 4)),
            "a list of words"));
  }

  private static List<Source> tables() {
    return List.of(
        plain("dict", Family.DICTIONARY, Kind.MAPPING, MAPPINGS, Inputs::mapping, "a dictionary"),
        plain("matrix", Family.MATRIX, Kind.MATRIX, MATRICES, Inputs::matrix, "a matrix"),
        new Source(
            "amounts",
            Family.RECORDS,
            "amounts",
            Kind.NUMBERS,
            PAIRS,
            List.of("the numbers of a list of pairs"),
            "[p[1] for p in {a}]",
            in -> List.of(in.records()),
            arguments -> field(arguments.get(0), 1)),
        new Source(
            "labels",
            Family.RECORDS,
            "labels",
            Kind.WORDS,
            PAIRS,
            List.of("the words of a list of pairs"),
            "[p[0] for p in {a}]",
            in -> List.of(in.records()),
            arguments -> field(arguments.get(0), 0)));
  }

  private static List<Source> dates() {
    return List.of(
        datePart("years", "the years of a list of dates", "[int(d[:4]) for d in {a}]", 0, 4),
        datePart("months", "the months of a list of dates", "[int(d[5:7]) for d in {a}]", 5, 7),
        datePart("days", "the days of a list of dates", "[int(d[8:]) for d in {a}]", 8, 10),
        new Source(
            "clock",
            Family.DATES,
            "clock",
            Kind.NUMBERS,
            names("clock"),
            List.of("the parts of a clock time"),
            "[int(p) for p in {a}.split(\":\")]",
            in -> List.of(in.clock()),
            arguments -> parts((String) arguments.get(0), ":")),
        new Source(
            "date",
            Family.DATES,
            "date",
            Kind.NUMBERS,
            names("date"),
            List.of("the parts of a date"),
            "[int(p) for p in {a}.split(\"-\")]",
            in -> List.of(in.date()),
            arguments -> parts((String) arguments.get(0), "-")));
  }

  private static Source plain(
      String id,
      Family family,
      Kind kind,
      List<List<String>> names,
      Function<Inputs, Object> input,
      String... phrases) {
    return new Source(
        id,
        family,
        id,
        kind,
        names,
        List.of(phrases),
        "",
        in -> List.of(input.apply(in)),
        arguments -> arguments.get(0));
  }

  private static Source range(
      String id, String phrase, String code, Function<Long, List<Object>> meaning) {
    return new Source(
        id,
        Family.RANGE,
        "range",
        Kind.NUMBERS,
        names("n"),
        List.of(phrase),
        code,
        in -> List.of((long) in.size(5, 12)),
        arguments -> meaning.apply(number(arguments.get(0))));
  }

  private static Source pairwise(
      String id, String phrase, String expression, LongBinaryOperator each) {
    return twoLists(
        id,
        phrase,
        "[" + expression + " for a, b in zip({a}, {b})]",
        (a, b) -> {
          List<Object> result = new ArrayList<>();
          for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            result.add(each.applyAsLong(number(a.get(i)), number(b.get(i))));
          }
          return result;
        });
  }

  private static Source twoLists(
      String id,
      String phrase,
      String code,
      BiFunction<List<Object>, List<Object>, Object> meaning) {
    boolean pairwise = code.contains("zip");
    return new Source(
        id,
        Family.PAIR_OF_LISTS,
        pairwise ? "pairwise" : "lists",
        Kind.NUMBERS,
        pairwise ? TWO_LISTS.subList(0, 1) : TWO_LISTS,
        List.of(phrase),
        code,
        Sources::twoLists,
        arguments -> meaning.apply(items(arguments.get(0)), items(arguments.get(1))));
  }

  /** Two lists of equal length; the second repeats some numbers of the first. */
  private static List<Object> twoLists(Inputs in) {
    int size = in.size(3, 4);
    List<Object> first = in.numbers(size);
    List<Object> second = in.numbers(size);
    second.set((int) in.number(0, size - 1), first.get((int) in.number(0, size - 1)));
    return List.of(first, second);
  }

  private static Source datePart(String id, String phrase, String code, int from, int to) {
    return new Source(
        id,
        Family.DATES,
        "datepart",
        Kind.NUMBERS,
        names("dates"),
        List.of(phrase),
        code,
        in -> List.of(in.dates()),
        arguments ->
            items(arguments.get(0)).stream()
                .<Object>map(date -> Long.valueOf(((String) date).substring(from, to)))
                .collect(Collectors.toList()));
  }

  private static List<Object> parts(String text, String separator) {
    return Arrays.stream(text.split(separator))
        .<Object>map(Long::valueOf)
        .collect(Collectors.toList());
  }

  private static List<Object> field(Object records, int index) {
    return items(records).stream()
        .map(item -> ((Literal.Tuple) item).items().get(index))
        .collect(Collectors.toList());
  }

  private static List<Object> digits(long n) {
    return Long.toString(n)
        .chars()
        .<Object>mapToObj(c -> (long) (c - '0'))
        .collect(Collectors.toList());
  }

  private static List<Object> numbers(long from, long to, long step) {
    return LongStream.iterate(from, x -> x <= to, x -> x + step)
        .<Object>mapToObj(x -> x)
        .collect(Collectors.toList());
  }

  private static List<Object> together(List<Object> a, List<Object> b) {
    List<Object> both = new ArrayList<>(a);
    both.addAll(b);
    return both;
  }

  private static List<List<String>> names(String... single) {
    return Arrays.stream(single).map(List::of).toList();
  }
}
