package org.ilf4j.practice;

import static org.ilf4j.practice.Kind.MAPPING;
import static org.ilf4j.practice.Kind.MATRIX;
import static org.ilf4j.practice.Kind.NUMBERS;
import static org.ilf4j.practice.Kind.RESULT;
import static org.ilf4j.practice.Kind.WORDS;
import static org.ilf4j.practice.Steps.items;
import static org.ilf4j.practice.Steps.number;
import static org.ilf4j.practice.Steps.sorted;
import static org.ilf4j.practice.Steps.sum;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Steps on a dictionary and on a matrix. */
final class TableSteps {
  private TableSteps() {}

  static List<Step> all() {
    List<Step> all = new ArrayList<>(mappings());
    all.addAll(matrices());
    return all;
  }

  private static List<Step> mappings() {
    return List.of(
        entries(
            "over",
            "values",
            "v > {k}",
            (v, k) -> v > k,
            "keep the entries with a value above {k}"),
        entries(
            "under",
            "values",
            "v < {k}",
            (v, k) -> v < k,
            "keep the entries with a value below {k}"),
        raise("raised", "valuemath", "v + {k}", Long::sum, "add {k} to each value"),
        raise("scaled", "valuemath", "v * {k}", (v, k) -> v * k, "multiply each value by {k}"),
        Steps.step("values", "side", MAPPING, NUMBERS)
            .says("take its values")
            .written("list({v}.values())")
            .means((v, k) -> List.copyOf(map(v).values())),
        Steps.step("keys", "side", MAPPING, WORDS)
            .says("take its keys")
            .written("list({v}.keys())", "list({v})")
            .means((v, k) -> List.copyOf(map(v).keySet())),
        end("dict", "mapform", MAPPING, "return the dictionary", "return the result")
            .written("{v}")
            .means((v, k) -> v),
        end("sortedkeys", "mapform", MAPPING, "return its keys in order")
            .written("sorted({v})")
            .means((v, k) -> sorted(List.copyOf(map(v).keySet()))),
        end("total", "mapnumber", MAPPING, "return the sum of its values")
            .written("sum({v}.values())")
            .means((v, k) -> sum(List.copyOf(map(v).values()))),
        end("entries", "mapnumber", MAPPING, "return how many entries it has")
            .written("len({v})")
            .means((v, k) -> (long) map(v).size()),
        end("best", "mapkey", MAPPING, "return the key with the largest value")
            .written("max({v}, key={v}.get)")
            .means((v, k) -> keyOf(v, -1)),
        end("worst", "mapkey", MAPPING, "return the key with the smallest value")
            .written("min({v}, key={v}.get)")
            .means((v, k) -> keyOf(v, 1)));
  }

  private static List<Step> matrices() {
    return List.of(
        rows(
            "transposed",
            "rows",
            "[list(row) for row in zip(*{v})]",
            TableSteps::transpose,
            "transpose it"),
        rows("flipped", "rows", "{v}[::-1]", Steps::reversed, "reverse the order of its rows"),
        rows(
            "mirror",
            "rows",
            "[row[::-1] for row in {v}]",
            m -> each(m, Steps::reversed),
            "reverse each row"),
        rows(
            "sortedrows",
            "rows",
            "[sorted(row) for row in {v}]",
            m -> each(m, Steps::sorted),
            "sort each row"),
        column(
            "rowsums",
            "rownumber",
            "[sum(row) for row in {v}]",
            m -> each(m, Steps::sum),
            "take the sum of each row"),
        column(
            "rowmax",
            "rownumber",
            "[max(row) for row in {v}]",
            m -> each(m, Steps::largest),
            "take the largest number of each row"),
        column(
            "rowmin",
            "rownumber",
            "[min(row) for row in {v}]",
            m -> each(m, Steps::smallest),
            "take the smallest number of each row"),
        column(
            "column",
            "rownumber",
            "[row[0] for row in {v}]",
            m -> each(m, row -> Steps.at(row, 0)),
            "take the first number of each row"),
        column(
            "flat",
            "rownumber",
            "[x for row in {v} for x in row]",
            TableSteps::flat,
            "take all its numbers"),
        end("matrix", "matrixform", MATRIX, "return the matrix", "return the result")
            .written("{v}")
            .means((v, k) -> v),
        end("firstrow", "matrixform", MATRIX, "return its first row")
            .written("{v}[0]")
            .means((v, k) -> Steps.at(v, 0)),
        end("lastrow", "matrixform", MATRIX, "return its last row")
            .written("{v}[-1]")
            .means((v, k) -> Steps.at(v, -1)));
  }

  private static Step entries(
      String id, String group, String condition, BiPredicate<Long, Long> kept, String phrase) {
    return Steps.step(id, group, MAPPING, MAPPING)
        .says(phrase)
        .with(Constant.LIMIT)
        .written("{k: v for k, v in {v}.items() if " + condition + "}")
        .means(
            (map, k) -> {
              Map<Object, Object> result = new LinkedHashMap<>(map(map));
              result.values().removeIf(v -> !kept.test(number(v), number(k)));
              return result;
            });
  }

  private static Step raise(
      String id, String group, String value, BiFunction<Long, Long, Long> change, String phrase) {
    return Steps.step(id, group, MAPPING, MAPPING)
        .says(phrase)
        .with(Constant.SMALL)
        .written("{k: " + value + " for k, v in {v}.items()}")
        .means(
            (map, k) -> {
              Map<Object, Object> result = new LinkedHashMap<>(map(map));
              result.replaceAll((key, v) -> change.apply(number(v), number(k)));
              return result;
            });
  }

  private static Step rows(
      String id, String group, String code, Function<Object, Object> meaning, String phrase) {
    return Steps.step(id, group, MATRIX, MATRIX)
        .says(phrase)
        .written(code)
        .means((v, k) -> meaning.apply(v));
  }

  private static Step column(
      String id, String group, String code, Function<Object, Object> meaning, String phrase) {
    return Steps.step(id, group, MATRIX, NUMBERS)
        .says(phrase)
        .written(code)
        .means((v, k) -> meaning.apply(v));
  }

  private static Steps.Draft end(String id, String group, Kind from, String... phrases) {
    return Steps.step(id, group, from, RESULT).says(phrases);
  }

  @SuppressWarnings("unchecked")
  private static Map<Object, Object> map(Object value) {
    return (Map<Object, Object>) value;
  }

  /** The first key of the largest (sign -1) or smallest (sign 1) value. */
  private static Object keyOf(Object value, int sign) {
    return map(value).entrySet().stream()
        .reduce(
            (a, b) -> sign * Long.compare(number(b.getValue()), number(a.getValue())) < 0 ? b : a)
        .orElseThrow()
        .getKey();
  }

  private static List<Object> each(Object matrix, Function<Object, Object> meaning) {
    return items(matrix).stream().map(meaning).collect(Collectors.toList());
  }

  private static List<Object> flat(Object matrix) {
    return items(matrix).stream().flatMap(row -> items(row).stream()).collect(Collectors.toList());
  }

  private static List<Object> transpose(Object matrix) {
    List<Object> columns = new ArrayList<>();
    for (int j = 0; j < items(items(matrix).get(0)).size(); j++) {
      int column = j;
      columns.add(each(matrix, row -> items(row).get(column)));
    }
    return columns;
  }
}
