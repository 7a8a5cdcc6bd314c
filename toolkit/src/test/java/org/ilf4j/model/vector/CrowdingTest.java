package org.ilf4j.model.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CrowdingTest {
  private static int passesAlone(Crowding crowding) {
    int passes = 0;
    while (!crowding.allowsTeam()) {
      passes++;
    }
    return passes;
  }

  @Test
  void aTeamThatWaitsRetreatsLongerEachTime() {
    Crowding crowding = new Crowding();
    assertThat(passesAlone(crowding)).isZero();
    assertThat(firstRetreat(crowding)).isEqualTo(16);
    crowding.noted(0.6);
    assertThat(passesAlone(crowding)).as("one look shows that all is as before").isEqualTo(32);
    for (int i = 0; i < 20; i++) {
      crowding.noted(0.9);
    }
    assertThat(passesAlone(crowding)).isEqualTo(512);
    crowding.noted(0.1);
    assertThat(passesAlone(crowding)).as("free processors").isZero();
    assertThat(firstRetreat(crowding)).isEqualTo(16);
  }

  @Test
  void aPassHeldUpNowAndThenChangesNothing() {
    Crowding crowding = new Crowding();
    for (int i = 0; i < 100; i++) {
      crowding.noted(i % 6 == 0 ? 0.9 : 0.1);
      assertThat(crowding.allowsTeam()).isTrue();
    }
  }

  /** Passes in company until the team gives way, and then how long it does. */
  private static int firstRetreat(Crowding crowding) {
    int passes = 0;
    while (passes == 0) {
      crowding.noted(0.6);
      passes = passesAlone(crowding);
    }
    return passes;
  }

  @Test
  void aTeamTellsHowMuchItWaited() {
    try (Team team = new Team(2)) {
      team.run(
          2,
          part -> {
            if (part == 1) {
              LockSupport.parkNanos(50_000_000); // one thread is held up
            }
            team.await();
          });
      assertThat(team.idleShare()).isBetween(0.35, 1.0);
      team.run(1, part -> {});
      assertThat(team.idleShare()).isZero();
    }
  }

  @Test
  void aTeamWithoutWorkLeavesTheProcessorsToOthers() throws InterruptedException {
    try (Team team = new Team(3)) {
      CountDownLatch ran = new CountDownLatch(3);
      team.run(3, part -> ran.countDown());
      while (!team.isAsleep()) {
        Thread.sleep(1); // asleep within microseconds, on a busy machine a little later
      }
      assertThat(ran.getCount()).isZero();
    }
  }
}
