package org.ilf4j.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgreementTest {
  private static final String HEAD = "def f():\n";

  /** One row per observer, one character per unit, a dot where a value is missing. */
  private static double alpha(String... observers) {
    return KrippendorffAlpha.nominal(
        IntStream.range(0, observers[0].length())
            .mapToObj(
                unit ->
                    Arrays.stream(observers)
                        .map(observer -> observer.charAt(unit))
                        .filter(value -> value != '.')
                        .toList())
            .toList());
  }

  private static Feedback said(int task, String annotator, String... kinds) {
    return Feedback.of(task, HEAD, HEAD + "    return " + task, "It is wrong here.", annotator)
        .withCategories(List.of(kinds));
  }

  @Test
  void alphaIsThatOfKrippendorffsWorkedExamples() {
    // "Computing Krippendorff's Alpha-Reliability" (2011): sections A, B and C.
    assertThat(alpha("0100000010", "1110010000")).isCloseTo(0.095, within(0.0005));
    assertThat(alpha("aabbdcccedda", "babbbccceddd")).isCloseTo(0.692, within(0.0005));
    assertThat(alpha("123321412...", "1233224125.3", ".3332342251.", "12332441251."))
        .isCloseTo(0.743, within(0.0005));
  }

  @Test
  void alphaIsOneForFullAgreementAndUndefinedWhereNothingVaries() {
    assertThat(alpha("abc", "abc")).isEqualTo(1.0);
    assertThat(alpha("aaa", "aaa")).isNaN();
    assertThat(alpha("ab.", "..c")).isNaN();
  }

  @Test
  void countsOverlapKindsAndBugs() {
    Agreement agreement =
        Agreement.of(
            Feedbacks.of(
                List.of(
                    said(1, "ann", "logic"),
                    said(2, "ann", "logic", "formatting"),
                    said(3, "ann"),
                    said(4, "ann", "regex"),
                    said(1, "ben", "logic"),
                    said(2, "ben", "formatting", "logic"),
                    said(3, "ben", "mine"))));
    assertThat(agreement.programs()).isEqualTo(4);
    assertThat(agreement.shared()).isEqualTo(3);
    assertThat(agreement.coded()).isEqualTo(2);
    assertThat(agreement.alpha()).isEqualTo(1.0);
    assertThat(agreement.annotators())
        .extracting(Agreement.Annotator::name, Agreement.Annotator::answers)
        .containsExactly(tuple("ann", 4), tuple("ben", 3));
    assertThat(agreement.annotators().get(0).bugs()).isCloseTo(4.0 / 3, within(1e-9));
    assertThat(agreement.kinds())
        .extracting(Agreement.Kind::name, Agreement.Kind::times)
        .containsExactly(
            tuple("logic", 4), tuple("formatting", 2), tuple("regex", 1), tuple("mine", 1));
    assertThat(agreement.toString())
        .startsWith("2 annotators on 4 programs, 3 of them by more than one; ")
        .contains("alpha 1.00 (2 programs)")
        .contains("logic: 4 times (67 %)");
  }

  @Test
  void theLastWordOfAnAnnotatorCountsAndProgramsAreNotMixed() {
    Feedback other =
        Feedback.of(1, HEAD, HEAD + "    return 9", "Another program.", "ben")
            .withCategories(List.of("regex"));
    Agreement agreement =
        Agreement.of(
            Feedbacks.of(
                List.of(
                    said(1, "ann", "logic"),
                    said(1, "ann", "algebra"),
                    other,
                    said(1, "ben", "algebra"))));
    assertThat(agreement.shared()).isEqualTo(1);
    assertThat(agreement.programs()).isEqualTo(2);
    assertThat(agreement.annotators().get(0).answers()).isEqualTo(1);
    assertThat(agreement.kinds()).extracting(Agreement.Kind::name).doesNotContain("logic");
  }

  @Test
  void saysWhyThereIsNoAlpha() {
    assertThat(Agreement.of(Feedbacks.of(List.of(said(1, "", "logic")))).toString())
        .startsWith("1 annotator on 1 program, 0 of them by more than one; ")
        .contains("no program was given kinds of bugs by two annotators")
        .contains("unknown: 1 feedback,");
  }

  @Test
  void theKindsAreTable5s() {
    assertThat(BugKind.labels()).hasSize(11).startsWith("logic", "formatting", "missing step");
    assertThat(Arrays.stream(BugKind.values()).mapToInt(BugKind::humanPercent).sum())
        .isEqualTo(100);
    assertThat(Arrays.stream(BugKind.values()).mapToInt(BugKind::instructGptPercent).sum())
        .isEqualTo(132);
    assertThat(BugKind.of("regex")).contains(BugKind.REGEX);
    assertThat(BugKind.of("typo")).isEmpty();
  }
}
