package org.ilf4j.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainReaderTest {
  private static final int TRIALS = 20_000;

  @Test
  void readsNestedData() {
    PlainValue value = read("l\0\0\0\2I\0\0\0\1\u00ffU\0\0\0\3a\u00c3\u00a9");
    assertThat(value.repr(100)).isEqualTo("[-1, 'aé']");
  }

  @Test
  void readsLoneSurrogates() {
    PlainValue value = read("U\0\0\0\4a\u00ed\u00b2\u0080");
    assertThat(value).isEqualTo(new PlainValue.Text("a\udc80"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Q",
        "NN",
        "l\0\0\0\1",
        "l\u007f\u00ff\u00ff\u00ff",
        "U\u00ff\u00ff\u00ff\u00ff",
        "d\0\0\0\1N",
        "D\0\0",
        "I\0\0\0\5a"
      })
  void refusesWhatIsNoValue(String bytes) {
    assertThatThrownBy(() -> read(bytes)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void randomBytesAreAValueOrRefused() {
    Random random = new Random(3);
    byte[] letters = "NTFIDCUBbltsfdLSO".getBytes(StandardCharsets.ISO_8859_1);
    int values = 0;
    for (int i = 0; i < TRIALS; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      for (int k = 0; k < bytes.length; k++) {
        bytes[k] = random.nextInt(3) == 0 ? letters[random.nextInt(letters.length)] : 0;
      }
      try {
        assertThat(PlainReader.read(bytes).repr(50).length()).isLessThanOrEqualTo(50);
        values++;
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageEndingWith(".");
      }
    }
    assertThat(values).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "L\0\0\0\7Counterl\0\0\0\0",
        "L\0\0\0\5dequeN",
        "L\0\0\0\13OrderedDictl\0\0\0\1N",
        "L\0\0\0\12dict_itemsl\0\0\0\1t\0\0\0\1N",
        "L\0\0\0\10Fractiont\0\0\0\2I\0\0\0\1aI\0\0\0\0",
        "L\0\0\0\10Fractiont\0\0\0\2I\0\0\0\1aT",
        "L\0\0\0\7Decimalt\0\0\0\3I\0\0\0\0U\0\0\0\1aI\0\0\0\0",
        "L\0\0\0\7Decimalt\0\0\0\3I\0\0\0\0U\0\0\0\0U\0\0\0\1x",
        "L\0\0\0\11timedeltat\0\0\0\0",
        "L\0\0\0\4dateU\0\0\0\3zzz",
        "L\0\0\0\5ranget\0\0\0\3NNN",
        "L\0\0\0\10iteratorN",
        "L\0\0\0\5otherN"
      })
  void contentThatALibraryTypeCannotHaveIsOpaque(String bytes) {
    assertThat(read(bytes)).isInstanceOf(PlainValue.Opaque.class);
  }

  @Test
  void writesNumbersOfTheLibraryAsPythonDoes() {
    assertThat(read("L\0\0\0\10Fractiont\0\0\0\2I\0\0\0\1\3I\0\0\0\1\4").repr(90))
        .isEqualTo("Fraction(3, 4)");
    assertThat(decimal("\1", "U\0\0\0\00212", "I\0\0\0\1\u00ff")).isEqualTo("Decimal('-1.2')");
    assertThat(decimal("\0", "U\0\0\0\00212", "I\0\0\0\1\5")).isEqualTo("Decimal('1.2E+6')");
    assertThat(decimal("\0", "U\0\0\0\0011", "I\0\0\0\5\1\0\0\0\0"))
        .isEqualTo("Decimal('1E+4294967296')");
    assertThat(decimal("\1", "U\0\0\0\0010", "U\0\0\0\1F")).isEqualTo("Decimal('-Infinity')");
    assertThat(decimal("\0", "U\0\0\0\0", "U\0\0\0\1n")).isEqualTo("Decimal('NaN')");
  }

  private static String decimal(String sign, String digits, String exponent) {
    return read("L\0\0\0\7Decimalt\0\0\0\3I\0\0\0\1" + sign + digits + exponent).repr(90);
  }

  @Test
  void writesARangeAsPythonDoes() {
    assertThat(read("L\0\0\0\5ranget\0\0\0\3I\0\0\0\1\3NN").repr(90)).isEqualTo("range(0, 3)");
    assertThat(read("L\0\0\0\5ranget\0\0\0\3I\0\0\0\1\2I\0\0\0\1\5I\0\0\0\1\u00fe").repr(90))
        .isEqualTo("range(5, 1, -2)");
  }

  private static PlainValue read(String bytes) {
    return PlainReader.read(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }
}
