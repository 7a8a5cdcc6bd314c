package org.ilf4j.practice;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ilf4j.prompt.Prompt;
import org.ilf4j.prompt.Truncation;
import org.ilf4j.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorpusTest {
  private static final int MANY = 4000;
  private static final Pattern NAME = Pattern.compile("def (\\w+)\\(");

  private final CorpusOptions options = CorpusOptions.standard();
  private final List<Document> documents = take(Corpus.of(options).documents(11), MANY);

  @Test
  void equalSeedsGiveEqualDocuments() {
    assertThat(take(Corpus.of(options).documents(5), 200))
        .isEqualTo(take(Corpus.of(options).documents(5), 200))
        .isNotEqualTo(take(Corpus.of(options).documents(6), 200));
  }

  @Test
  void aCorpusShowsItsShares() {
    CorpusOptions other =
        options.withReviewShare(0.1).withWrongRefinementShare(0.2).withWrongShare(0.5);
    assertThat(Corpus.of(other))
        .hasToString(
            "Corpus of practice documents: 10 % reviews, of which 20 % end wrong; 50 % of the other programs are wrong");
    assertThat(Corpus.of(other.withDrillShare(0.06)).toString())
        .startsWith("Corpus of practice documents: 6 % drills; of the rest 10 % reviews");
  }

  @Test
  void theSharesAreAsAsked() {
    List<Document> reviews = documents.stream().filter(Document::review).toList();
    List<Document> plain = documents.stream().filter(d -> !d.review()).toList();
    assertThat(reviews.size() / (double) MANY).isCloseTo(0.08, within(0.02));
    assertThat(share(plain)).isCloseTo(0.45, within(0.03));
    assertThat(share(reviews)).isCloseTo(0.3, within(0.08));
  }

  @Test
  void noDocumentHoldsACompositionOfTheTestSplit() {
    Set<String> names = Practice.load().test().stream().map(Task::entryPoint).collect(toSet());
    for (Document document : documents) {
      Matcher matcher = NAME.matcher(document.prompt());
      assertThat(matcher.find()).isTrue();
      assertThat(names).doesNotContain(matcher.group(1));
    }
  }

  @Test
  void noProgramRightOrWrongIsThatOfATestTask() {
    Set<String> bodies =
        Practice.load().test().stream()
            .map(t -> t.code().substring(t.code().indexOf('\n') + 1))
            .collect(toSet());
    assertThat(documents).extracting(Document::completion).doesNotContainAnyElementsOf(bodies);
  }

  @Test
  void functionNamesTellCompositionsApart() {
    Exercises exercises = new Exercises();
    SplittableRandom random = new SplittableRandom(3);
    var byName = new HashMap<String, String>();
    for (int i = 0; i < MANY; i++) {
      Plan plan = exercises.draw(random).plan();
      String known = byName.putIfAbsent(Listing.name(plan), plan.composition());
      assertThat(known).isIn(null, plan.composition());
    }
  }

  @Test
  void aReviewHoldsOldCodeRemarkAndTaskPrompt() {
    Document review = documents.stream().filter(Document::review).findFirst().orElseThrow();
    String[] parts = review.prompt().split("OLD CODE:\n|\n\nFEEDBACK:\n|\n\nREFINEMENT:\n");
    assertThat(parts).hasSize(4);
    assertThat(parts[1]).startsWith(parts[3]);
    assertThat(parts[2]).isNotBlank();
  }

  @Test
  void aReviewsWordsTellWhatIsNew() {
    Pattern replaced =
        Pattern.compile("use `([^`]+)` instead of `([^`]+)`", Pattern.CASE_INSENSITIVE);
    int checked = 0;
    for (Document review : documents) {
      Matcher words = replaced.matcher(review.prompt());
      if (review.review() && words.find()) {
        checked++;
        assertThat(review.completion()).contains(words.group(1));
      }
    }
    assertThat(checked).isGreaterThan(30);
  }

  @Test
  void noRemarkQuotesTheWholeNewProgram() {
    for (Document review : documents) {
      if (review.review()) {
        String remark = review.prompt().split("FEEDBACK:\n|\n\nREFINEMENT:\n")[1];
        assertThat(remark).doesNotContain(review.completion().strip());
      }
    }
  }

  @Test
  void drillsAreReviewsOfNonsense() {
    List<Document> drills = take(Corpus.of(options.withDrillShare(1)).documents(3), 50);
    assertThat(drills)
        .allSatisfy(
            d -> {
              assertThat(d.prompt())
                  .startsWith("OLD CODE:\ndef f(x):\n    ")
                  .endsWith("def f(x):\n");
              assertThat(d.completion()).startsWith("    ");
            });
  }

  @Test
  void completionsAreWholeBodiesThatTheTruncationLeavesAlone() {
    assertThat(documents)
        .allSatisfy(
            d -> {
              assertThat(d.completion()).startsWith("    ").doesNotEndWith("\n");
              assertThat(Truncation.apply(d.completion())).isEqualTo(d.completion());
              assertThat(d.prompt()).endsWith("):\n");
            });
  }

  @Test
  void rightProgramsGiveTheShownValueInPython() throws Exception {
    StringBuilder script = new StringBuilder("bad = 0\n");
    int checked = 0;
    for (Document document : documents) {
      if (!document.wrong()) {
        checked++;
        String[] parts = document.prompt().split("REFINEMENT:\n");
        String prompt = parts[parts.length - 1];
        String shown = new Prompt(0, prompt).shownTest().replace(") = ", ") == ");
        script.append(prompt).append(document.completion()).append('\n');
        script.append("bad += not (").append(shown).append(")\n");
      }
    }
    assertThat(checked).isGreaterThan(1000);
    assertThat(Python.run(script + "print(bad)\n")).isEqualTo("0\n");
  }

  @Test
  void mistakesMeanInPythonWhatTheyMeanInJava() throws Exception {
    Exercises exercises = new Exercises();
    SplittableRandom random = new SplittableRandom(17);
    StringBuilder script = new StringBuilder("bad = 0\n");
    for (int i = 0; i < 1500; i++) {
      Exercise exercise = exercises.draw(random);
      Bug.Faulty faulty = exercises.spoil(exercise, random);
      String name = Listing.name(exercise.plan());
      script.append(Listing.header(exercise.plan(), exercise.style())).append('\n');
      script.append(exercise.body(faulty)).append("\npassed = True\ntry:\n");
      exercise.tests().forEach(test -> script.append("    ").append(test).append('\n'));
      script.append("except Exception:\n    passed = False\nif passed:\n    print(\"");
      script.append(name).append("\")\n");
    }
    assertThat(Python.run(script.toString())).isEmpty();
  }

  @Test
  void aShareOutsideZeroToOneIsRefused() {
    assertThatThrownBy(() -> options.withWrongShare(1.5))
        .hasMessage("wrongShare is 1.5; choose a value in [0, 1].");
  }

  private static double share(List<Document> documents) {
    return documents.stream().filter(Document::wrong).count() / (double) documents.size();
  }

  private static List<Document> take(Iterator<Document> documents, int count) {
    List<Document> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(documents.next());
    }
    return taken;
  }
}
