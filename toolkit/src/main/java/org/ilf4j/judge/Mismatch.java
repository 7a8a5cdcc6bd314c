package org.ilf4j.judge;

import java.util.Locale;
import org.ilf4j.sandbox.PlainValue;

/** Words how a value differs from the one expected. */
final class Mismatch {
  private static final int SHOWN = 120;
  private static final int WHOLE = 1 << 20;

  private Mismatch() {}

  static String describe(PlainValue got, PlainValue expected) {
    String gotType = type(got);
    String expectedType = type(expected);
    if (got instanceof PlainValue.Opaque) {
      return "returned a " + gotType + ", which is no plain value; expected " + shown(expected);
    }
    String types = gotType.equals(expectedType) ? "" : " (" + gotType + ")";
    String expectedTypes = types.isEmpty() ? "" : " (" + expectedType + ")";
    String both = got.repr(WHOLE);
    boolean nan = both.equals(expected.repr(WHOLE)) && both.contains("nan");
    String why = nan ? " (in Python nan == nan is False)" : "";
    return "returned " + shown(got) + types + ", expected " + shown(expected) + expectedTypes + why;
  }

  private static String shown(PlainValue value) {
    return value.repr(SHOWN);
  }

  /** The Python name of a value's type. */
  private static String type(PlainValue value) {
    if (value instanceof PlainValue.Items items) {
      return items.kind().name().toLowerCase(Locale.ROOT);
    }
    if (value instanceof PlainValue.Library library) {
      return library.type();
    }
    if (value instanceof PlainValue.Subclass subclass) {
      return subclass.type();
    }
    if (value instanceof PlainValue.Opaque opaque) {
      return opaque.type();
    }
    return switch (value.getClass().getSimpleName()) {
      case "None" -> "None";
      case "Bool" -> "bool";
      case "Int" -> "int";
      case "Real" -> "float";
      case "Text" -> "str";
      case "Octets" -> "bytes";
      case "Mapping" -> "dict";
      default -> "complex";
    };
  }
}
