package org.ilf4j.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RevisionsTest {
  private static final int MANY = 400;

  private final Exercises exercises = new Exercises();
  private final RandomGenerator random = new SplittableRandom(4);

  private List<Revision> draw(boolean wrong) {
    Revisions revisions = new Revisions(exercises, Set.of());
    List<Revision> drawn = new ArrayList<>();
    while (drawn.size() < MANY) {
      revisions.draw(exercises.draw(random), wrong, random).ifPresent(drawn::add);
    }
    return drawn;
  }

  @Test
  void mendedProgramsAreTheGoldOnesAndTheOldOnesFail() {
    assertThat(draw(false))
        .allMatch(r -> r.newBody().equals(r.exercise().body()))
        .allMatch(r -> r.exercise().detects(r.old()));
  }

  @Test
  void misledProgramsFailAndSomeWereRightBefore() {
    List<Revision> misled = draw(true);
    assertThat(misled).allMatch(Revision::wrong).noneMatch(Revision::isEmpty);
    assertThat(misled).anyMatch(r -> r.oldBody().equals(r.exercise().body()));
    assertThat(misled).anyMatch(r -> r.exercise().detects(r.old()));
  }

  @Test
  void aPersonSaysTheChangeInWordsOfTheTask() {
    Critic critic = new Critic(random);
    List<String> words =
        draw(true).stream().filter(Revision::sameStyle).map(critic::words).distinct().toList();
    assertThat(words).hasSizeGreaterThan(MANY / 2);
    assertThat(words)
        .allSatisfy(said -> assertThat(said).isNotBlank().doesNotContain("`", "{k}", "null"));
  }

  @Test
  void aCasualRemarkHasNoQuotesAndSometimesNoLine() {
    Critic critic = new Critic(random);
    List<String> casual = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      casual.add(critic.casual("In line 2, use `x %` instead of `x //`."));
    }
    assertThat(casual)
        .contains("use x % instead of x //", "in line 2, use x % instead of x //")
        .contains("Use x % instead of x //.")
        .noneMatch(said -> said.contains("`"));
  }
}
