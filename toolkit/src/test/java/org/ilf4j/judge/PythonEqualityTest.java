package org.ilf4j.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.ilf4j.sandbox.PlainReader;
import org.ilf4j.sandbox.PlainValue;
import org.ilf4j.sandbox.PythonProcess;
import org.ilf4j.sandbox.Sandbox;
import org.junit.jupiter.api.Test;

class PythonEqualityTest {
  private static final int PAIRS = 4000;

  @Test
  void agreesWithPythonOnRandomPairs() throws IOException {
    JsonNode pairs = ask("pairs.py", Integer.toString(PAIRS));
    int equal = 0;
    for (JsonNode pair : pairs) {
      PlainValue left = read(pair.get(0));
      PlainValue right = read(pair.get(1));
      boolean expected = pair.get(2).asBoolean();
      equal += expected ? 1 : 0;
      assertThat(PythonEquality.strict().equal(left, right))
          .as(left.repr(200) + " == " + right.repr(200))
          .isEqualTo(expected);
    }
    assertThat(pairs).hasSize(PAIRS);
    assertThat(equal).isBetween(PAIRS / 20, PAIRS - PAIRS / 20);
  }

  @Test
  void writesValuesAsPythonDoes() throws IOException {
    for (JsonNode pair : ask("pairs.py", Integer.toString(PAIRS))) {
      String python = pair.get(3).asText();
      if (!python.isEmpty()) {
        assertThat(read(pair.get(0)).repr(100_000)).isEqualTo(python);
      }
    }
  }

  @Test
  void toleranceHoldsBetweenFloatsOnly() {
    assertThat(PythonEquality.strict().equal(real(1.0), real(1.0 + 9e-7))).isTrue();
    assertThat(PythonEquality.strict().equal(real(1.0), real(1.0 + 2e-6))).isFalse();
    assertThat(PythonEquality.strict().equal(real(0.0), real(9e-13))).isTrue();
    assertThat(PythonEquality.strict().equal(real(0.0), real(2e-12))).isFalse();
    assertThat(PythonEquality.strict().equal(integer(2151270), integer(2151272))).isFalse();
    assertThat(PythonEquality.strict().equal(real(2151270), integer(2151272))).isFalse();
    assertThat(PythonEquality.approximate().equal(integer(2151270), integer(2151272))).isTrue();
  }

  @Test
  void floatsInSetsAndDictsMayBeOffToo() {
    PlainValue a = set(real(0.1 + 0.2), integer(3));
    PlainValue b = set(integer(3), real(0.3));
    PythonEquality equality = PythonEquality.strict();
    assertThat(equality.equal(a, b)).isTrue();
    assertThat(equality.flags()).containsExactly(Flag.WITHIN_TOLERANCE);
  }

  @Test
  void flagsBoolsForInts() {
    PythonEquality equality = PythonEquality.strict();
    assertThat(equality.equal(new PlainValue.Bool(true), integer(1))).isTrue();
    assertThat(equality.flags()).containsExactly(Flag.BOOL_FOR_INT);
  }

  @Test
  void notANumberEqualsNothing() {
    assertThat(PythonEquality.strict().equal(real(Double.NaN), real(Double.NaN))).isFalse();
  }

  @Test
  void decimalsThatAreNoNumberCompareAsFloatsDo() {
    PlainValue nan = decimal(0, "n");
    PlainValue infinite = decimal(0, "F");
    assertThat(PythonEquality.strict().equal(nan, nan)).isFalse();
    assertThat(PythonEquality.strict().equal(infinite, infinite)).isTrue();
    assertThat(PythonEquality.strict().equal(infinite, real(Double.POSITIVE_INFINITY))).isTrue();
    assertThat(PythonEquality.strict().equal(infinite, decimal(1, "F"))).isFalse();
    assertThat(PythonEquality.strict().equal(infinite, integer(1))).isFalse();
  }

  private static PlainValue decimal(int sign, String kind) {
    List<PlainValue> parts = List.of(integer(sign), text(""), text(kind));
    return new PlainValue.Library("Decimal", new PlainValue.Items(PlainValue.Kind.TUPLE, parts));
  }

  private static PlainValue text(String value) {
    return new PlainValue.Text(value);
  }

  @Test
  void flagsNumbersOfAnotherTypeHoweverDeepTheyAre() {
    PythonEquality equality = PythonEquality.strict();
    PlainValue got = set(new PlainValue.Items(PlainValue.Kind.TUPLE, List.of(real(2))));
    PlainValue expected = set(new PlainValue.Items(PlainValue.Kind.TUPLE, List.of(integer(2))));
    assertThat(equality.equal(got, expected)).isTrue();
    assertThat(equality.flags()).containsExactly(Flag.FLOAT_FOR_INT);
    assertThat(PythonEquality.strict().equal(integer(1), text("1"))).isFalse();
  }

  private static JsonNode ask(String script, String request) throws IOException {
    String source;
    try (var in = PythonEqualityTest.class.getResourceAsStream(script)) {
      source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    try (PythonProcess python = Sandbox.standard().startTrusted(source)) {
      python.send(request.getBytes(StandardCharsets.UTF_8));
      return new ObjectMapper().readTree(python.receive(Duration.ofSeconds(60)));
    }
  }

  private static PlainValue read(JsonNode hexadecimal) {
    return PlainReader.read(HexFormat.of().parseHex(hexadecimal.asText()));
  }

  private static PlainValue real(double value) {
    return new PlainValue.Real(value);
  }

  private static PlainValue integer(long value) {
    return new PlainValue.Int(BigInteger.valueOf(value));
  }

  private static PlainValue set(PlainValue... items) {
    return new PlainValue.Items(PlainValue.Kind.SET, List.of(items));
  }
}
