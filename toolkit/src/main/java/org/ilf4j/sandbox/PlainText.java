package org.ilf4j.sandbox;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Iterator;
import java.util.List;

/** Writes plain values as Python's {@code repr} does. */
final class PlainText {
  private static final int SAFE_DIGITS = 15;
  private static final int DIGITS_SHOWN = 1000; // of a Decimal, with its point in its place

  private final int limit;
  private final StringBuilder out = new StringBuilder();

  PlainText(int limit) {
    this.limit = limit;
  }

  String of(PlainValue value) {
    write(value);
    return out.length() <= limit ? out.toString() : out.substring(0, limit - 1) + "…";
  }

  private void write(PlainValue value) {
    if (out.length() > limit) {
      return;
    }
    if (value instanceof PlainValue.None) {
      out.append("None");
    } else if (value instanceof PlainValue.Bool bool) {
      out.append(bool.value() ? "True" : "False");
    } else if (value instanceof PlainValue.Int number) {
      out.append(integer(number));
    } else if (value instanceof PlainValue.Real real) {
      out.append(real(real.value()));
    } else if (value instanceof PlainValue.Complex number) {
      complex(number);
    } else if (value instanceof PlainValue.Text text) {
      quoted(text.value(), "");
    } else if (value instanceof PlainValue.Octets octets) {
      octets(octets);
    } else if (value instanceof PlainValue.Items items) {
      items(items);
    } else if (value instanceof PlainValue.Mapping mapping) {
      mapping(mapping);
    } else if (value instanceof PlainValue.Library library) {
      library(library);
    } else if (value instanceof PlainValue.Subclass subclass) {
      named(subclass.type(), subclass.base());
    } else if (value instanceof PlainValue.Opaque opaque) {
      out.append('<').append(opaque.type()).append('>');
    }
  }

  private String integer(PlainValue.Int number) {
    int bits = number.value().bitLength();
    return bits / 3 > limit + 10 ? "<int of " + bits + " bits>" : number.value().toString();
  }

  /** Python's rule: an exponent below -4 and from 16 on. */
  private static String real(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal exact = shortest(value).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      String plain = exact.toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    String digits = exact.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String sign = exponent < 0 ? "-" : "+";
    return (value < 0 ? "-" : "") + mantissa + String.format("e%s%02d", sign, Math.abs(exponent));
  }

  /** The shortest decimal that reads as this double. Any of up to 15 digits survives rounding. */
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = Math.abs(value) < Double.MIN_NORMAL ? 1 : SAFE_DIGITS; ; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return rounded;
      }
    }
  }

  private static String part(double value) {
    String text = real(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private void complex(PlainValue.Complex number) {
    String imaginary = part(number.imaginary()) + "j";
    if (number.real() == 0 && 1 / number.real() > 0) {
      out.append(imaginary);
    } else {
      String sign = imaginary.startsWith("-") ? "" : "+";
      out.append('(').append(part(number.real())).append(sign).append(imaginary).append(')');
    }
  }

  private void quoted(String text, String prefix) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    out.append(prefix).append(quote);
    for (int i = 0; i < text.length() && out.length() <= limit; i++) {
      character(text.charAt(i), quote, !prefix.isEmpty());
    }
    out.append(quote);
  }

  private void character(char c, char quote, boolean bytes) {
    if (c == quote || c == '\\') {
      out.append('\\').append(c);
    } else if (c == '\n') {
      out.append("\\n");
    } else if (c == '\t') {
      out.append("\\t");
    } else if (c == '\r') {
      out.append("\\r");
    } else if (c < ' ' || c >= 0x7f && (bytes || c < 0xa1)) {
      out.append(String.format("\\x%02x", (int) c));
    } else if (Character.isSurrogate(c) && bytes) {
      out.append(String.format("\\u%04x", (int) c));
    } else {
      out.append(c);
    }
  }

  private void octets(PlainValue.Octets octets) {
    if (octets.mutable()) {
      out.append("bytearray(");
    }
    quoted(octets.latin1(), "b");
    if (octets.mutable()) {
      out.append(')');
    }
  }

  private void items(PlainValue.Items items) {
    List<PlainValue> list = items.items();
    switch (items.kind()) {
      case LIST -> between("[", list, "]");
      case TUPLE -> between("(", list, list.size() == 1 ? ",)" : ")");
      case SET -> between(list.isEmpty() ? "set(" : "{", list, list.isEmpty() ? ")" : "}");
      case FROZENSET ->
          between(list.isEmpty() ? "frozenset(" : "frozenset({", list, list.isEmpty() ? ")" : "})");
      default -> throw new IllegalStateException(items.kind().toString());
    }
  }

  private void between(String open, List<PlainValue> list, String close) {
    out.append(open);
    for (Iterator<PlainValue> it = list.iterator(); it.hasNext() && out.length() <= limit; ) {
      write(it.next());
      out.append(it.hasNext() ? ", " : "");
    }
    out.append(close);
  }

  private void mapping(PlainValue.Mapping mapping) {
    out.append('{');
    for (Iterator<PlainValue.Entry> it = mapping.entries().iterator();
        it.hasNext() && out.length() <= limit; ) {
      PlainValue.Entry entry = it.next();
      write(entry.key());
      out.append(": ");
      write(entry.value());
      out.append(it.hasNext() ? ", " : "");
    }
    out.append('}');
  }

  private void library(PlainValue.Library library) {
    PlainValue content = library.content();
    if (library.type().equals("range") && content instanceof PlainValue.Items parts) {
      range(parts.items());
    } else if (library.type().equals("iterator")
        && content instanceof PlainValue.Items parts
        && parts.kind() == PlainValue.Kind.TUPLE) {
      named("iterator", parts.items().get(0)); // without why it ended
    } else if (library.type().equals("Fraction") && content instanceof PlainValue.Items parts) {
      between("Fraction(", parts.items(), ")");
    } else if (library.type().equals("Decimal") && content instanceof PlainValue.Items parts) {
      decimal(parts.items());
    } else {
      named(library.type(), content);
    }
  }

  /** Its sign, digits and exponent came; one that is no number has a letter as its exponent. */
  private void decimal(List<PlainValue> parts) {
    String digits = ((PlainValue.Text) parts.get(1)).value();
    String text = "Infinity";
    if (parts.get(2) instanceof PlainValue.Text letter && !letter.value().equals("F")) {
      text = (letter.value().equals("n") ? "NaN" : "sNaN") + digits;
    } else if (parts.get(2) instanceof PlainValue.Int exponent) {
      boolean plain = digits.length() <= DIGITS_SHOWN && exponent.value().bitLength() < 31;
      text =
          plain
              ? new BigDecimal(new BigInteger("0" + digits), -exponent.value().intValue())
                  .toString()
              : digits + "E" + (exponent.value().signum() < 0 ? "" : "+") + exponent.value();
    }
    String sign = number(parts.get(0), BigInteger.ZERO).signum() == 0 ? "" : "-";
    out.append("Decimal('").append(sign).append(text).append("')");
  }

  /** Its size, first item and step came; one item more tells no step. */
  private void range(List<PlainValue> parts) {
    BigInteger size = number(parts.get(0), BigInteger.ZERO);
    BigInteger start = number(parts.get(1), BigInteger.ZERO);
    BigInteger step = number(parts.get(2), BigInteger.ONE);
    out.append("range(").append(start).append(", ").append(start.add(size.multiply(step)));
    out.append(step.equals(BigInteger.ONE) ? ")" : ", " + step + ")");
  }

  private static BigInteger number(PlainValue value, BigInteger otherwise) {
    return value instanceof PlainValue.Int number ? number.value() : otherwise;
  }

  private void named(String type, PlainValue content) {
    out.append(type).append('(');
    write(content);
    out.append(')');
  }
}
