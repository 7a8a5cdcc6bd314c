package org.ilf4j.practice;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ilf4j.prompt.PromptTemplate;
import org.ilf4j.task.Split;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PracticeTasksTest {
  private static final Set<String> BUILT_IN =
      Set.of(
          ("abs all any ascii bin bool bytes chr complex dict dir enumerate eval exec filter float"
                  + " format hash hex id input int iter len list map max min next object oct open"
                  + " ord pow print range repr reversed round set slice sorted str sum super tuple"
                  + " type vars zip")
              .split(" "));

  private final SortedMap<Integer, Exercise> exercises =
      PracticeTasks.exercises(PracticeTasks.SEED);

  @Test
  void theCommittedFileIsWhatTheGeneratorMakes() throws Exception {
    try (var file = getClass().getResourceAsStream("/org/ilf4j/datasets/practice/practice.jsonl")) {
      assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8))
          .as("write it again: PracticeTasks.main datasets/practice/practice.jsonl")
          .isEqualTo(PracticeTasks.jsonl(PracticeTasks.generate(PracticeTasks.SEED)));
    }
  }

  /** codegen-nano was trained without these very compositions: a change must be deliberate. */
  @Test
  void theCardNamesTheFilesDigest() throws Exception {
    String folder = "/org/ilf4j/datasets/practice/";
    try (var file = getClass().getResourceAsStream(folder + "practice.jsonl");
        var card = getClass().getResourceAsStream(folder + "README.md")) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(file.readAllBytes());
      assertThat(new String(card.readAllBytes(), StandardCharsets.UTF_8))
          .contains(HexFormat.of().formatHex(digest));
    }
  }

  @Test
  void theSplitsAreMbpps() {
    Tasks tasks = Practice.load();
    assertThat(tasks.size()).isEqualTo(974);
    assertThat(tasks.test().size()).isEqualTo(100);
    assertThat(tasks.refine().size()).isEqualTo(200);
    assertThat(tasks.train().size()).isEqualTo(664);
    assertThat(tasks.ids()).first().isEqualTo(1);
  }

  @Test
  void everyTaskHasThreeTestsAndAPrompt() {
    for (Task task : Practice.load()) {
      assertThat(task.tests())
          .hasSize(3)
          .allMatch(t -> t.startsWith("assert " + task.entryPoint()));
      assertThat(PromptTemplate.mbpp().render(task).text())
          .endsWith("):\n")
          .contains("Example: " + task.entryPoint() + "(");
    }
  }

  @Test
  void everyGoldProgramPassesItsTestsInPython() throws Exception {
    StringBuilder script = new StringBuilder("passed = 0\n");
    for (Task task : Practice.load()) {
      script.append(task.code()).append('\n');
      script.append(String.join("\n", task.tests())).append("\npassed += 1\n");
    }
    assertThat(Python.run(script + "print(passed)\n")).isEqualTo("974\n");
  }

  @Test
  void thereAreAtLeastTenFamiliesInEverySplitThatCounts() {
    for (Split split : List.of(Split.TEST, Split.REFINE, Split.TRAIN)) {
      assertThat(families(split)).hasSizeGreaterThanOrEqualTo(10);
    }
  }

  @Test
  void noCompositionOccursTwiceSoNoneOfTestOccursElsewhere() {
    assertThat(exercises.values()).extracting(e -> e.plan().composition()).doesNotHaveDuplicates();
    assertThat(PracticeTasks.heldOut(PracticeTasks.SEED))
        .isEqualTo(
            exercises.subMap(11, 111).values().stream()
                .map(e -> e.plan().composition())
                .collect(toSet()));
  }

  @Test
  void noProgramAndNoTextOfTestOccursInAnotherSplit() {
    Tasks tasks = Practice.load();
    Set<String> bodies = tasks.test().stream().map(PracticeTasksTest::body).collect(toSet());
    Set<String> texts = tasks.test().stream().map(Task::text).collect(toSet());
    Tasks others = tasks.where("others", t -> !Split.TEST.contains(t.id()));
    assertThat(others).noneMatch(t -> bodies.contains(body(t)) || texts.contains(t.text()));
  }

  @Test
  void noNameShadowsABuiltIn() {
    Pattern header = Pattern.compile("def (\\w+)\\((.*)\\):");
    for (Task task : Practice.load()) {
      Matcher matcher = header.matcher(task.code());
      assertThat(matcher.find()).isTrue();
      List<String> names = new ArrayList<>(Arrays.asList(matcher.group(2).split(", ")));
      names.add(matcher.group(1));
      assertThat(names).doesNotContainAnyElementsOf(BUILT_IN);
    }
  }

  @Test
  void testsMissFewOfAllPossibleMistakes() {
    Catalogue catalogue = new Catalogue();
    int possible = 0;
    int missed = 0;
    for (Exercise exercise : exercises.values()) {
      for (Bug bug : List.of(Bug.MISTAKEN_STEP, Bug.MISSING_STEP, Bug.MISSING_RETURN)) {
        for (Bug.Faulty faulty :
            bug.all(exercise.plan(), catalogue, new SplittableRandom(exercise.hashCode()))) {
          possible++;
          missed += exercise.detects(faulty) ? 0 : 1;
        }
      }
    }
    assertThat(possible).isGreaterThan(5000);
    assertThat(missed / (double) possible).isLessThan(0.03);
  }

  @Test
  void anotherSeedGivesOtherTasks() {
    assertThat(PracticeTasks.generate(1)).isNotEqualTo(PracticeTasks.generate(2));
    assertThat(PracticeTasks.generate(3)).isEqualTo(PracticeTasks.generate(3));
  }

  private Set<Family> families(Split split) {
    return exercises.entrySet().stream()
        .filter(e -> split.contains(e.getKey()))
        .map(Map.Entry::getValue)
        .map(e -> e.plan().source().family())
        .collect(toSet());
  }

  private static String body(Task task) {
    return task.code().substring(task.code().indexOf('\n'));
  }
}
