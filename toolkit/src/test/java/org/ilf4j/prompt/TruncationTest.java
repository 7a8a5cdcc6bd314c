package org.ilf4j.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruncationTest {
  private static final String BODY = "    x = 1\n\n    return x";

  @ParameterizedTest
  @ValueSource(strings = {"\ndef g():", "\nprint(f())", "\n# done", "\n\"\"\"", "\nZ = 1"})
  void theCompletionEndsWhereTheBodyIsLeft(String next) {
    assertThat(Truncation.end(BODY + next)).isEqualTo(BODY.length());
    assertThat(Truncation.cut(BODY + next)).isEqualTo(BODY);
    assertThat(Truncation.apply(BODY + next)).isEqualTo(BODY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", "\n    # inside", "\n_private = 1", "\n@wrapped", "\n'''", "\n1"})
  void otherLinesDoNotEndIt(String next) {
    assertThat(Truncation.end(BODY + next)).isEqualTo(-1);
    assertThat(Truncation.apply(BODY + next)).isEqualTo(BODY + next);
  }

  @Test
  void theFirstSuchLineCountsEvenAtTheStart() {
    assertThat(Truncation.end("\ndef g():\n    pass\nx")).isZero();
    assertThat(Truncation.end("return 1\nb\nc")).isEqualTo(8);
  }

  @Test
  void aFirstLineThatIsNotIndentedGetsFourSpaces() {
    assertThat(Truncation.apply("return 1\nprint(2)")).isEqualTo("    return 1");
    assertThat(Truncation.indent("\treturn 1")).isEqualTo("\treturn 1");
    assertThat(Truncation.indent("\n    return 1")).isEqualTo("\n    return 1");
    assertThat(Truncation.indent("")).isEmpty();
  }

  @Test
  void applyingItTwiceChangesNothing() {
    String once = Truncation.apply("if a:\n        return 1\nx = 2\n");
    assertThat(Truncation.apply(once)).isEqualTo(once);
  }
}
