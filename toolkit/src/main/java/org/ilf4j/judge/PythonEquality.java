package org.ilf4j.judge;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ilf4j.sandbox.PlainValue;
import org.ilf4j.sandbox.PlainValue.Items;
import org.ilf4j.sandbox.PlainValue.Kind;
import org.ilf4j.sandbox.PlainValue.Library;
import org.ilf4j.sandbox.PlainValue.Mapping;

/**
 * Python's {@code ==} on plain data, with the paper's tolerance between two floats: relative 1e-6,
 * absolute 1e-12. One object compares one pair of values and keeps what is worth a flag.
 */
final class PythonEquality {
  private static final double RELATIVE = 1e-6;
  private static final double ABSOLUTE = 1e-12;
  private static final int LARGEST_LOOSE_SET = 500;
  private static final int DECIMAL_PARTS = 3; // sign, digits, exponent: F, n and N are no number's

  private static final Set<String> SETS_OF_A_DICT = Set.of("dict_keys", "dict_items");
  private static final Set<String> EQUAL_TO_NOTHING = Set.of("iterator", "dict_values");

  private final boolean allNumbersApproximate;
  private final Set<Flag> flags = EnumSet.noneOf(Flag.class);

  private PythonEquality(boolean allNumbersApproximate) {
    this.allNumbersApproximate = allNumbersApproximate;
  }

  /** Our rule: tolerance between two floats only. */
  static PythonEquality strict() {
    return new PythonEquality(false);
  }

  /** The original scripts' rule for tasks whose first test is numeric: integers too. */
  static PythonEquality approximate() {
    return new PythonEquality(true);
  }

  /** What was seen in values that were equal. */
  Set<Flag> flags() {
    return flags;
  }

  /** Whether a value equals another. */
  boolean equal(PlainValue left, PlainValue right) {
    PlainValue a = compared(left);
    PlainValue b = compared(right);
    if (isNumber(a) && isNumber(b)) {
      return numbers(a, b);
    }
    if (a instanceof Items x && b instanceof Items y) {
      return items(x, y);
    }
    if (isDict(a) && isDict(b)) {
      return dicts(a, b);
    }
    if (a instanceof Library x && b instanceof Library y) {
      return x.type().equals(y.type())
          && !EQUAL_TO_NOTHING.contains(x.type())
          && equal(x.content(), y.content());
    }
    if (a instanceof PlainValue.Octets x && b instanceof PlainValue.Octets y) {
      return x.latin1().equals(y.latin1());
    }
    return !(a instanceof PlainValue.Opaque) && a.equals(b);
  }

  /** What Python compares: a subclass as its base, a dict's keys and pairs as sets. */
  private static PlainValue compared(PlainValue value) {
    if (value instanceof Library view
        && SETS_OF_A_DICT.contains(view.type())
        && view.content() instanceof Items keys) {
      return new Items(Kind.SET, keys.items());
    }
    return value instanceof PlainValue.Subclass subclass ? subclass.base() : value;
  }

  // ---- numbers

  private static boolean isNumber(PlainValue value) {
    return value instanceof PlainValue.Bool
        || value instanceof PlainValue.Int
        || value instanceof PlainValue.Real
        || value instanceof PlainValue.Complex
        || value instanceof Library l
            && (l.type().equals("Fraction") || l.type().equals("Decimal"));
  }

  private boolean numbers(PlainValue left, PlainValue right) {
    PlainValue a = finiteOrReal(left);
    PlainValue b = finiteOrReal(right);
    if (a instanceof PlainValue.Real x && b instanceof PlainValue.Real y) {
      return reals(x.value(), y.value());
    }
    if (a instanceof PlainValue.Complex || b instanceof PlainValue.Complex) {
      return complexes(asComplex(a), asComplex(b));
    }
    ExactNumber x = ExactNumber.of(a);
    ExactNumber y = ExactNumber.of(b);
    boolean equal = x != null && y != null ? x.equals(y) : x == null && y == null && a.equals(b);
    if (equal && a.getClass() != b.getClass()) {
      boolean bool = a instanceof PlainValue.Bool || b instanceof PlainValue.Bool;
      flags.add(bool ? Flag.BOOL_FOR_INT : Flag.FLOAT_FOR_INT);
    }
    return equal || allNumbersApproximate && x != null && y != null && reals(real(x), real(y));
  }

  /** A Decimal that is infinite or no number compares as the float that is. */
  private static PlainValue finiteOrReal(PlainValue value) {
    if (value instanceof Library library
        && library.content() instanceof Items parts
        && parts.items().size() == DECIMAL_PARTS
        && parts.items().get(2) instanceof PlainValue.Text kind) {
      boolean negative = !new PlainValue.Int(BigInteger.ZERO).equals(parts.items().get(0));
      double infinity = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      return new PlainValue.Real(kind.value().equals("F") ? infinity : Double.NaN);
    }
    return value;
  }

  private boolean reals(double x, double y) {
    if (x == y) {
      return true;
    }
    double size = Math.max(Math.abs(x), Math.abs(y));
    return withinTolerance(Math.abs(x - y), size);
  }

  private boolean withinTolerance(double distance, double size) {
    boolean close = Double.isFinite(size) && distance <= Math.max(RELATIVE * size, ABSOLUTE);
    if (close) {
      flags.add(Flag.WITHIN_TOLERANCE);
    }
    return close;
  }

  private boolean complexes(PlainValue.Complex x, PlainValue.Complex y) {
    if (x == null || y == null) {
      return false;
    }
    if (x.real() == y.real() && x.imaginary() == y.imaginary()) {
      return true;
    }
    double distance = Math.hypot(x.real() - y.real(), x.imaginary() - y.imaginary());
    double size =
        Math.max(Math.hypot(x.real(), x.imaginary()), Math.hypot(y.real(), y.imaginary()));
    return withinTolerance(distance, size);
  }

  private static PlainValue.Complex asComplex(PlainValue value) {
    if (value instanceof PlainValue.Complex complex) {
      return complex;
    }
    if (value instanceof PlainValue.Real real) {
      return new PlainValue.Complex(real.value(), 0);
    }
    ExactNumber exact = ExactNumber.of(value);
    if (exact == null || !exact.equals(ExactNumber.of(new PlainValue.Real(real(exact))))) {
      return null;
    }
    return new PlainValue.Complex(real(exact), 0);
  }

  private static double real(ExactNumber number) {
    return new java.math.BigDecimal(number.numerator())
        .divide(new java.math.BigDecimal(number.denominator()), java.math.MathContext.DECIMAL128)
        .doubleValue();
  }

  // ---- containers

  private boolean items(Items a, Items b) {
    boolean sets = isSet(a) && isSet(b);
    if (a.items().size() != b.items().size() || !sets && a.kind() != b.kind()) {
      return false;
    }
    return sets ? sets(a.items(), b.items()) : sequences(a.items(), b.items());
  }

  private static boolean isSet(Items items) {
    return items.kind() == Kind.SET || items.kind() == Kind.FROZENSET;
  }

  private boolean sequences(List<PlainValue> a, List<PlainValue> b) {
    for (int i = 0; i < a.size(); i++) {
      if (!equal(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean sets(List<PlainValue> a, List<PlainValue> b) {
    Map<Integer, List<PlainValue>> buckets = new HashMap<>();
    b.forEach(item -> buckets.computeIfAbsent(hash(item), h -> new ArrayList<>()).add(item));
    List<PlainValue> unmatched = new ArrayList<>();
    for (PlainValue item : a) {
      List<PlainValue> bucket = buckets.getOrDefault(hash(item), List.of());
      if (!takeEqual(bucket, item)) {
        unmatched.add(item);
      }
    }
    List<PlainValue> rest = new ArrayList<>();
    buckets.values().forEach(rest::addAll);
    return unmatched.size() <= LARGEST_LOOSE_SET
        && unmatched.stream().allMatch(item -> takeEqual(rest, item));
  }

  private boolean takeEqual(List<PlainValue> from, PlainValue item) {
    for (int i = 0; i < from.size(); i++) {
      if (equal(item, from.get(i))) {
        from.remove(i);
        return true;
      }
    }
    return false;
  }

  // ---- dicts

  private static boolean isDict(PlainValue value) {
    return value instanceof Mapping
        || value instanceof Library l
            && Set.of("Counter", "defaultdict", "OrderedDict").contains(l.type());
  }

  private boolean dicts(PlainValue a, PlainValue b) {
    boolean ordered = isType(a, "OrderedDict") && isType(b, "OrderedDict");
    if (ordered) {
      return equal(((Library) a).content(), ((Library) b).content());
    }
    boolean counters = isType(a, "Counter") && isType(b, "Counter");
    List<PlainValue.Entry> left = entries(a, counters);
    List<PlainValue.Entry> right = entries(b, counters);
    Map<Integer, List<PlainValue.Entry>> buckets = new HashMap<>();
    right.forEach(e -> buckets.computeIfAbsent(hash(e.key()), h -> new ArrayList<>()).add(e));
    return left.size() == right.size()
        && left.stream().allMatch(e -> hasEntry(buckets.getOrDefault(hash(e.key()), List.of()), e));
  }

  private boolean hasEntry(List<PlainValue.Entry> bucket, PlainValue.Entry entry) {
    return bucket.stream()
        .anyMatch(other -> equal(entry.key(), other.key()) && equal(entry.value(), other.value()));
  }

  private static boolean isType(PlainValue value, String type) {
    return value instanceof Library library && library.type().equals(type);
  }

  /** A Counter equals another if only zero counts differ. */
  private static List<PlainValue.Entry> entries(PlainValue value, boolean withoutZeros) {
    PlainValue content = value instanceof Library library ? library.content() : value;
    if (content instanceof Items pairs) {
      return pairs.items().stream()
          .map(pair -> ((Items) pair).items())
          .map(pair -> new PlainValue.Entry(pair.get(0), pair.get(1)))
          .toList();
    }
    List<PlainValue.Entry> all = ((Mapping) content).entries();
    ExactNumber zero = ExactNumber.of(new PlainValue.Bool(false));
    return withoutZeros
        ? all.stream().filter(e -> !zero.equals(ExactNumber.of(e.value()))).toList()
        : all;
  }

  /** Equal for values that are equal without tolerance. */
  private static int hash(PlainValue value) {
    PlainValue plain = compared(value);
    if (plain instanceof PlainValue.Complex complex && complex.imaginary() == 0) {
      return hash(new PlainValue.Real(complex.real()));
    }
    ExactNumber number = ExactNumber.of(plain);
    if (number != null) {
      return number.hashCode();
    }
    if (plain instanceof Items items) {
      return items.kind() == Kind.FROZENSET
          ? items.items().stream().mapToInt(PythonEquality::hash).sum()
          : items.items().stream().mapToInt(PythonEquality::hash).reduce(7, (x, y) -> 31 * x + y);
    }
    return plain instanceof PlainValue.Octets octets
        ? octets.latin1().hashCode()
        : plain.hashCode();
  }
}
