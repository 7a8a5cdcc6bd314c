package org.ilf4j.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimulatedAnnotatorTest {
  private static final String HEAD = "def f(xs, k):\n";

  private final SimulatedAnnotator annotator = new SimulatedAnnotator(0);

  private static String program(String... lines) {
    return HEAD + "    " + String.join("\n    ", lines) + "\n";
  }

  /** Every phrasing that some seed chooses. */
  private static java.util.Set<String> phrasings(String failing, String gold) {
    return LongStream.range(0, 200)
        .mapToObj(seed -> new SimulatedAnnotator(seed).describe(failing, gold))
        .collect(java.util.stream.Collectors.toSet());
  }

  @Test
  void showsItsSeed() {
    assertThat(FeedbackSource.simulated(7)).hasToString("Simulated annotator, seed 7");
  }

  @Test
  void wordsAWrongOperator() {
    assertThat(phrasings(program("y = k // 2", "return y"), program("y = k % 2", "return y")))
        .containsExactlyInAnyOrder(
            "In line 1, use `k %` instead of `k //`.",
            "Line 1 has `k //` where `k %` is needed.", "Replace `k //` with `k %` in line 1.");
  }

  @Test
  void wordsAMissingStepAndAStepTooMany() {
    String shorter = program("xs = list(xs)", "return xs[k]");
    String longer = program("xs = list(xs)", "xs = sorted(xs)", "return xs[k]");
    assertThat(phrasings(shorter, longer))
        .contains("After line 1, the step `xs = sorted(xs)` is missing.");
    assertThat(phrasings(longer, shorter))
        .contains("Line 2, `xs = sorted(xs)`, should not be there.");
  }

  @Test
  void wordsTokensToAddAndToRemove() {
    String without = program("s = xs", "return s[:k]");
    String with = program("s = xs", "return s[:k + 1]");
    assertThat(phrasings(without, with)).contains("In line 2, add `+ 1` after `k`.");
    assertThat(phrasings(with, without)).contains("In line 2, remove `+ 1`.");
  }

  @Test
  void quotesClosedBracketsOnly() {
    String plain = program("t = 0", "for x in xs:", "    t += x", "return t");
    String wrapped = program("t = 0", "for x in xs:", "    t += abs(x)", "return t");
    assertThat(phrasings(plain, wrapped)).contains("In line 3, use `+= abs(x)` instead of `+= x`.");
  }

  @Test
  void wordsWrongIndentation() {
    assertThat(
            phrasings(
                program("t = 0", "for x in xs:", "    t += x", "    return t"),
                program("t = 0", "for x in xs:", "    t += x", "return t")))
        .contains("Line 4 should be indented by 4 spaces.");
  }

  @Test
  void numbersLinesAfterTheSharedDefAndSkipsDocstringEmptyLinesAndComments() {
    String prompt = "\"\"\"\nDo it.\n\n>>> Example: f(1) = 2\n\"\"\"\n\nimport math\n\n";
    String failing = prompt + program("y = 1", "", "# add", "return y + k  # sum");
    assertThat(phrasings(failing, "import math\n" + program("y = 1", "return y - k")))
        .contains("In line 3, use `y -` instead of `y +`.");
  }

  @Test
  void isGeneralWhenProgramsAreTooFarApart() {
    String remark =
        annotator.describe(
            program("return None"),
            program("a = {}", "for x in xs:", "    a[x] = k", "b = sorted(a)", "return b"));
    assertThat(remark).doesNotContain("`").contains("task");
  }

  @Test
  void quotesTheTokenBeforeAChangeToTellItsPlaceUnlessItOpensABracket() {
    assertThat(phrasings(program("return k + k + 1"), program("return k + k + 2")))
        .contains("In line 1, use `+ 2` instead of `+ 1`.");
    assertThat(phrasings(program("return xs[0]"), program("return xs[1]")))
        .contains("In line 1, use `1` instead of `0`.");
  }

  @Test
  void generalRemarksAreKnownAsSuch() {
    assertThat(SimulatedAnnotator.isGeneral(SimulatedAnnotator.general(-7))).isTrue();
    assertThat(SimulatedAnnotator.isGeneral("In line 1, remove `+ 1`.")).isFalse();
  }

  @Test
  void isDeterministic() {
    String failing = program("return k * 2");
    String gold = program("return k + 2");
    assertThat(IntStream.range(0, 5).mapToObj(i -> annotator.describe(failing, gold)).distinct())
        .hasSize(1);
  }

  @Test
  void neverQuotesTheWholeGoldBody() {
    assertThat(phrasings(program("return xs"), program("return [x for x in xs if x > k]")))
        .allSatisfy(words -> assertThat(words).doesNotContain("return [x for x in xs if x > k]"));
    assertThat(phrasings(program("pass"), program("return len(xs)")))
        .allSatisfy(words -> assertThat(words).doesNotContain("return len(xs)"));
  }
}
