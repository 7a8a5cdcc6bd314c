package org.ilf4j.judge;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.ilf4j.sandbox.PlainValue;

/**
 * A finite Python number as an exact fraction, so that numbers of all types compare as in Python.
 */
record ExactNumber(BigInteger numerator, BigInteger denominator) {
  private static final int LARGEST_EXPONENT = 20_000;
  private static final int MOST_DIGITS = 20_000;
  private static final int MOST_BITS = 100_000; // of a fraction's part: they are reduced

  ExactNumber {
    BigInteger common = numerator.gcd(denominator);
    if (denominator.signum() < 0) {
      common = common.negate();
    }
    if (!common.equals(BigInteger.ONE)) {
      numerator = numerator.divide(common);
      denominator = denominator.divide(common);
    }
  }

  /**
   * The number, or null if the value is no finite real number, or a {@code Decimal} of more than
   * 20,000 digits or with an exponent past 20,000, or a {@code Fraction} of more than 100,000 bits:
   * such values equal only what holds the same parts.
   */
  static ExactNumber of(PlainValue value) {
    if (value instanceof PlainValue.Bool bool) {
      return whole(bool.value() ? BigInteger.ONE : BigInteger.ZERO);
    }
    if (value instanceof PlainValue.Int number) {
      return whole(number.value());
    }
    if (value instanceof PlainValue.Real real && Double.isFinite(real.value())) {
      return of(new BigDecimal(real.value()));
    }
    if (value instanceof PlainValue.Library library
        && library.content() instanceof PlainValue.Items parts) {
      return ofLibrary(library.type(), parts.items());
    }
    return null;
  }

  /** Equal for equal numbers of any type. */
  @Override
  public int hashCode() {
    return numerator.hashCode() * 31 + denominator.hashCode();
  }

  private static ExactNumber ofLibrary(String type, List<PlainValue> parts) {
    if (type.equals("Fraction")) {
      BigInteger numerator = integer(parts.get(0));
      BigInteger denominator = integer(parts.get(1));
      return Math.max(numerator.bitLength(), denominator.bitLength()) > MOST_BITS
          ? null
          : new ExactNumber(numerator, denominator);
    }
    if (type.equals("Decimal") && parts.get(2) instanceof PlainValue.Int exponent) {
      int power =
          exponent.value().bitLength() > 30 ? Integer.MAX_VALUE : exponent.value().intValue();
      String digits = ((PlainValue.Text) parts.get(1)).value();
      if (Math.abs((long) power) > LARGEST_EXPONENT || digits.length() > MOST_DIGITS) {
        return null;
      }
      BigInteger unsigned = new BigInteger(digits.isEmpty() ? "0" : digits);
      boolean negative = integer(parts.get(0)).signum() != 0;
      return of(new BigDecimal(negative ? unsigned.negate() : unsigned, -power));
    }
    return null;
  }

  private static BigInteger integer(PlainValue value) {
    return ((PlainValue.Int) value).value();
  }

  private static ExactNumber whole(BigInteger value) {
    return new ExactNumber(value, BigInteger.ONE);
  }

  private static ExactNumber of(BigDecimal value) {
    return value.scale() <= 0
        ? whole(value.toBigIntegerExact())
        : new ExactNumber(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
  }
}
