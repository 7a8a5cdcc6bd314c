package org.ilf4j.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CourseTest {
  private final List<Lesson> lessons =
      IntStream.range(0, 50).mapToObj(i -> new Lesson(new int[3 + i % 7], 1)).toList();
  private final TrainingOptions options =
      TrainingOptions.PAPER.withBatchSize(8).withTokensPerPass(20).withSeed(4);
  private final Course course = new Course(lessons, options);

  @Test
  void eachEpochSeesEachLessonOnce() {
    for (int epoch = 0; epoch < 3; epoch++) {
      List<Lesson> seen =
          course.epoch(epoch).stream()
              .flatMap(List::stream)
              .flatMap(pass -> pass.lessons().stream())
              .toList();
      assertThat(seen).containsExactlyInAnyOrderElementsOf(lessons);
    }
  }

  @Test
  void stepsHoldABatchAndTheLastWhatIsLeft() {
    List<List<Pass>> steps = course.epoch(0);
    assertThat(steps).hasSize(course.stepsPerEpoch()).hasSize(7);
    assertThat(steps.get(0).get(0).stepSize()).isEqualTo(8);
    assertThat(steps.get(6).get(0).stepSize()).isEqualTo(2);
  }

  @Test
  void noPassIsAboveTheLimitOfTokens() {
    for (List<Pass> step : course.epoch(1)) {
      assertThat(step).allSatisfy(pass -> assertThat(padded(pass)).isLessThanOrEqualTo(20));
    }
  }

  private static int padded(Pass pass) {
    int longest = pass.lessons().stream().mapToInt(lesson -> lesson.ids().length).max().orElse(0);
    return longest * pass.rows();
  }

  @Test
  void theOrderFollowsSeedAndEpoch() {
    assertThat(new Course(lessons, options).epoch(2)).isEqualTo(course.epoch(2));
    assertThat(course.epoch(1)).isNotEqualTo(course.epoch(2));
    assertThat(new Course(lessons, options.withSeed(5)).epoch(2)).isNotEqualTo(course.epoch(2));
  }

  @Test
  void aPassPadsAtTheEndAndWeighsEachExampleAlike() {
    Pass pass =
        new Pass(
            List.of(new Lesson(new int[] {5, 6, 7, 8}, 2), new Lesson(new int[] {9, 1}, 1)), 4);
    assertThat(pass.inputs()).containsExactly(5, 6, 7, 9, 0, 0);
    assertThat(pass.positions()).containsExactly(1, 2, 3);
    assertThat(pass.targets()).containsExactly(7, 8, 1);
    assertThat(pass.weights()).containsExactly(0.125f, 0.125f, 0.25f);
  }
}
