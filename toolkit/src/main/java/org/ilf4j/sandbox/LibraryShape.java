package org.ilf4j.sandbox;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.ilf4j.sandbox.PlainValue.Int;
import org.ilf4j.sandbox.PlainValue.Items;
import org.ilf4j.sandbox.PlainValue.Kind;

/**
 * What the content of a library value must look like. A program can change such a value, or put a
 * class of its own in the library's place, so its content may be anything.
 */
final class LibraryShape {
  private static final Pattern DIGITS = Pattern.compile("[0-9]*");
  private static final String DAY = "\\d{4}-\\d\\d-\\d\\d";
  private static final String HOURS = "\\d\\d:\\d\\d(:\\d\\d(\\.\\d{6})?)?";
  private static final String TIME = HOURS + "([+-]" + HOURS + ")?";

  private LibraryShape() {}

  /** Whether a value of the type can hold this. */
  static boolean fits(String type, PlainValue content) {
    return switch (type) {
      case "Counter", "defaultdict" -> content instanceof PlainValue.Mapping;
      case "OrderedDict", "dict_items" -> isList(content, LibraryShape::isPair);
      case "deque", "dict_keys", "dict_values" -> isList(content, item -> true);
      case "iterator" -> isList(content, item -> true) || isCutShort(content);
      case "Fraction" -> isTuple(content, 2) && areWhole(content) && part(content, 1).signum() > 0;
      case "Decimal" -> isDecimal(content);
      case "timedelta" -> isTuple(content, 3) && areWhole(content);
      case "range" -> isRange(content);
      case "date" -> isText(content, DAY);
      case "time" -> isText(content, TIME);
      case "datetime" -> isText(content, DAY + "T" + TIME);
      default -> false;
    };
  }

  /** What an iterator gave before its end was out of reach: items; type, message and line. */
  private static boolean isCutShort(PlainValue content) {
    return isTuple(content, 2)
        && isList(items(content).get(0), item -> true)
        && isTuple(items(content).get(1), 3);
  }

  private static boolean isDecimal(PlainValue content) {
    if (!isTuple(content, 3) || !(items(content).get(0) instanceof Int sign)) {
      return false;
    }
    PlainValue exponent = items(content).get(2);
    return (sign.value().signum() == 0 || sign.value().equals(BigInteger.ONE))
        && items(content).get(1) instanceof PlainValue.Text digits
        && DIGITS.matcher(digits.value()).matches()
        && (exponent instanceof Int || isText(exponent, "[FnN]"));
  }

  private static boolean isRange(PlainValue content) {
    return isTuple(content, 3)
        && items(content).get(0) instanceof Int size
        && size.value().signum() >= 0
        && items(content).stream().allMatch(p -> p instanceof Int || p instanceof PlainValue.None)
        && !(items(content).get(2) instanceof Int step && step.value().signum() == 0);
  }

  private static boolean isText(PlainValue value, String pattern) {
    return value instanceof PlainValue.Text text && text.value().matches(pattern);
  }

  private static boolean isPair(PlainValue value) {
    return isTuple(value, 2);
  }

  private static boolean isList(PlainValue value, Predicate<PlainValue> each) {
    return value instanceof Items list
        && list.kind() == Kind.LIST
        && list.items().stream().allMatch(each);
  }

  private static boolean isTuple(PlainValue value, int size) {
    return value instanceof Items tuple
        && tuple.kind() == Kind.TUPLE
        && tuple.items().size() == size;
  }

  private static boolean areWhole(PlainValue tuple) {
    return items(tuple).stream().allMatch(Int.class::isInstance);
  }

  private static BigInteger part(PlainValue tuple, int index) {
    return ((Int) items(tuple).get(index)).value();
  }

  private static List<PlainValue> items(PlainValue value) {
    return ((Items) value).items();
  }
}
