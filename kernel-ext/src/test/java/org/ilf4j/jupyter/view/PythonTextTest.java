package org.ilf4j.jupyter.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "def f(x): return x | KEYWORD def, DEFINED f, KEYWORD return",
        "x = 1_000.5e-3 + 0xFF-1 | NUMBER 1_000.5e-3, NUMBER 0xFF, NUMBER 1",
        "s.sum(len(x)) | BUILT_IN len",
        "a = rb'x\\'y' + f\"{b}\" # it's | STRING rb'x\\'y', STRING f\"{b}\", COMMENT # it's",
        "'open + 1 | STRING 'open + 1",
        "ifx = define.forx | ~~",
        "π = \"\"\"a 'b' \"c\"\"\" | STRING \"\"\"a 'b' \"c\"\"\"",
      })
  void findsWhatToColour(String python, String expected) {
    String found =
        PythonText.lexemes(python).stream()
            .map(lexeme -> lexeme.kind() + " " + python.substring(lexeme.from(), lexeme.to()))
            .reduce((a, b) -> a + ", " + b)
            .orElse("");
    assertThat(found).isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\\", "'\\", "\"\"\"\\", "((", "0x", "1e", "f'{", "\ud800", "\u0000", "é"})
  void neverFailsOrOverlaps(String piece) {
    String python = piece.repeat(20_000);
    int at = 0;
    for (PythonText.Lexeme lexeme : PythonText.lexemes(python)) {
      assertThat(lexeme.from()).isGreaterThanOrEqualTo(at);
      assertThat(lexeme.to()).isGreaterThan(lexeme.from()).isLessThanOrEqualTo(python.length());
      at = lexeme.to();
    }
  }
}
