package org.ilf4j.practice;

import static org.ilf4j.practice.Kind.NUMBERS;
import static org.ilf4j.practice.Kind.RESULT;
import static org.ilf4j.practice.Steps.at;
import static org.ilf4j.practice.Steps.distinct;
import static org.ilf4j.practice.Steps.items;
import static org.ilf4j.practice.Steps.joined;
import static org.ilf4j.practice.Steps.largest;
import static org.ilf4j.practice.Steps.number;
import static org.ilf4j.practice.Steps.reversed;
import static org.ilf4j.practice.Steps.slice;
import static org.ilf4j.practice.Steps.smallest;
import static org.ilf4j.practice.Steps.sorted;
import static org.ilf4j.practice.Steps.sum;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Steps on a list of whole numbers. */
final class NumberSteps {
  private NumberSteps() {}

  static List<Step> all() {
    List<Step> all = new ArrayList<>(filters());
    all.addAll(maps());
    all.addAll(orders());
    all.addAll(ends());
    all.addAll(questions());
    return all;
  }

  private static List<Step> filters() {
    return List.of(
        keep("even", "parity", "keep the even numbers", "drop the odd numbers")
            .keeps("x", "x % 2 == 0", (x, k) -> mod(x, 2) == 0),
        keep("odd", "parity", "keep the odd numbers", "drop the even numbers")
            .keeps("x", "x % 2 == 1", (x, k) -> mod(x, 2) == 1),
        keep("above", "limit", "keep the numbers greater than {k}", "keep the numbers above {k}")
            .with(Constant.LIMIT)
            .keeps("x", "x > {k}", (x, k) -> number(x) > number(k)),
        keep("below", "limit", "keep the numbers less than {k}", "keep the numbers below {k}")
            .with(Constant.LIMIT)
            .keeps("x", "x < {k}", (x, k) -> number(x) < number(k)),
        keep("atleast", "limit", "keep the numbers that are at least {k}")
            .with(Constant.LIMIT)
            .keeps("x", "x >= {k}", (x, k) -> number(x) >= number(k)),
        keep("atmost", "limit", "keep the numbers that are at most {k}")
            .with(Constant.LIMIT)
            .keeps("x", "x <= {k}", (x, k) -> number(x) <= number(k)),
        keep(
                "multiples",
                "divides",
                "keep the multiples of {k}",
                "keep the numbers divisible by {k}")
            .with(Constant.DIVISOR)
            .keeps("x", "x % {k} == 0", (x, k) -> mod(x, number(k)) == 0),
        keep(
                "indivisible",
                "divides",
                "drop the multiples of {k}",
                "drop the numbers divisible by {k}")
            .with(Constant.DIVISOR)
            .keeps("x", "x % {k} != 0", (x, k) -> mod(x, number(k)) != 0),
        keep("without", "equals", "remove every {k}", "drop all numbers equal to {k}")
            .with(Constant.LIMIT)
            .keeps("x", "x != {k}", (x, k) -> number(x) != number(k)));
  }

  private static List<Step> maps() {
    return List.of(
        keep("plus", "arithmetic", "add {k} to each number", "increase each number by {k}")
            .with(Constant.SMALL)
            .maps("x", "x + {k}", (x, k) -> number(x) + number(k)),
        keep("minus", "arithmetic", "subtract {k} from each number", "decrease each number by {k}")
            .with(Constant.SMALL)
            .maps("x", "x - {k}", (x, k) -> number(x) - number(k)),
        keep("times", "arithmetic", "multiply each number by {k}")
            .with(Constant.SMALL)
            .maps("x", "x * {k}", (x, k) -> number(x) * number(k)),
        keep("modulo", "arithmetic", "take each number modulo {k}")
            .with(Constant.SMALL)
            .maps("x", "x % {k}", (x, k) -> mod(x, number(k))),
        keep("halves", "arithmetic", "divide each number by {k} without remainder")
            .with(Constant.SMALL)
            .maps("x", "x // {k}", (x, k) -> Math.floorDiv(number(x), number(k))),
        keep("squares", "power", "square each number", "replace each number by its square")
            .maps("x", "x ** 2", (x, k) -> number(x) * number(x)),
        keep("cubes", "power", "cube each number", "replace each number by its cube")
            .maps("x", "x ** 3", (x, k) -> number(x) * number(x) * number(x)),
        keep("negated", "power", "negate each number").maps("x", "-x", (x, k) -> -number(x)));
  }

  private static List<Step> orders() {
    return List.of(
        keep("ascending", "order", "sort them in ascending order", "sort them")
            .written("sorted({v})")
            .means((v, k) -> sorted(v)),
        keep("descending", "order", "sort them in descending order")
            .written("sorted({v}, reverse=True)", "sorted({v})[::-1]")
            .means((v, k) -> reversed(sorted(v))),
        keep("reversed", "order", "reverse their order", "put them in reverse order")
            .written("{v}[::-1]", "list(reversed({v}))")
            .means((v, k) -> reversed(v)),
        keep("unique", "order", "remove duplicates", "keep each number once")
            .written("list(dict.fromkeys({v}))")
            .means((v, k) -> distinct(v)),
        keep("first", "slice", "take the first {k}", "keep only the first {k}")
            .with(Constant.COUNT)
            .written("{v}[:{k}]")
            .means((v, k) -> slice(v, 0, number(k))),
        keep("last", "slice", "take the last {k}", "keep only the last {k}")
            .with(Constant.COUNT)
            .written("{v}[-{k}:]")
            .means((v, k) -> slice(v, Math.max(0, items(v).size() - number(k)), items(v).size())),
        keep("skip", "slice", "skip the first {k}", "drop the first {k}")
            .with(Constant.COUNT)
            .written("{v}[{k}:]")
            .means((v, k) -> slice(v, number(k), items(v).size())),
        keep("gaps", "neighbours", "take the differences of neighbours")
            .written("[b - a for a, b in zip({v}, {v}[1:])]")
            .means((v, k) -> neighbours(v, -1)),
        keep("neighbours", "neighbours", "add each number to the next one")
            .written("[a + b for a, b in zip({v}, {v}[1:])]")
            .means((v, k) -> neighbours(v, 1)));
  }

  private static List<Step> ends() {
    return List.of(
        end("sum", "total", "return the sum", "return their sum")
            .written("sum({v})")
            .means((v, k) -> sum(v)),
        end("count", "total", "return how many there are", "return the count")
            .written("len({v})")
            .means((v, k) -> (long) items(v).size()),
        end("max", "extreme", "return the largest one", "return the maximum")
            .written("max({v})")
            .means((v, k) -> largest(v)),
        end("min", "extreme", "return the smallest one", "return the minimum")
            .written("min({v})")
            .means((v, k) -> smallest(v)),
        end("spread", "extreme", "return the largest minus the smallest")
            .written("max({v}) - min({v})")
            .means((v, k) -> largest(v) - smallest(v)),
        end("head", "place", "return the first one").written("{v}[0]").means((v, k) -> at(v, 0)),
        end("tail", "place", "return the last one").written("{v}[-1]").means((v, k) -> at(v, -1)),
        end("mean", "total", "return the average without remainder")
            .written("sum({v}) // len({v})")
            .means((v, k) -> Math.floorDiv(sum(v), (long) items(v).size())),
        end("list", "form", "return the list", "return the result")
            .written("{v}")
            .means((v, k) -> v),
        end("tuple", "form", "return them as a tuple")
            .written("tuple({v})")
            .means((v, k) -> new Literal.Tuple(items(v))),
        end("commas", "form", "return them as a text with commas")
            .written("\",\".join(str(x) for x in {v})")
            .means((v, k) -> joined(v, ",")),
        end("dashes", "form", "return them as a text with dashes")
            .written("\"-\".join(str(x) for x in {v})")
            .means((v, k) -> joined(v, "-")),
        end("counts", "form", "return a dictionary of their counts")
            .written("{x: {v}.count(x) for x in {v}}")
            .means((v, k) -> counts(v)));
  }

  private static List<Step> questions() {
    return List.of(
        end("any", "quantifier", "tell whether any is greater than {k}")
            .with(Constant.LIMIT)
            .written("any(x > {k} for x in {v})")
            .means((v, k) -> items(v).stream().anyMatch(x -> number(x) > number(k))),
        end("all", "quantifier", "tell whether all are greater than {k}")
            .with(Constant.LIMIT)
            .written("all(x > {k} for x in {v})")
            .means((v, k) -> items(v).stream().allMatch(x -> number(x) > number(k))),
        end("has", "quantifier", "tell whether {k} is among them")
            .with(Constant.LIMIT)
            .written("{k} in {v}")
            .means((v, k) -> items(v).contains(k)),
        end("howmany", "quantifier", "return how often {k} occurs")
            .with(Constant.LIMIT)
            .written("{v}.count({k})")
            .means((v, k) -> items(v).stream().filter(k::equals).count()));
  }

  private static Steps.Draft keep(String id, String group, String... phrases) {
    return Steps.step(id, group, NUMBERS, NUMBERS).says(phrases);
  }

  private static Steps.Draft end(String id, String group, String... phrases) {
    return Steps.step(id, group, NUMBERS, RESULT).says(phrases);
  }

  private static long mod(Object x, long k) {
    return Math.floorMod(number(x), k);
  }

  private static List<Object> neighbours(Object value, int sign) {
    List<Object> items = items(value);
    List<Object> result = new ArrayList<>();
    for (int i = 1; i < items.size(); i++) {
      result.add(number(items.get(i)) + sign * number(items.get(i - 1)));
    }
    return result;
  }

  private static Map<Object, Object> counts(Object value) {
    Map<Object, Object> counts = new LinkedHashMap<>();
    items(value).forEach(x -> counts.merge(x, 1L, (a, b) -> (Long) a + (Long) b));
    return counts;
  }
}
