package org.ilf4j.model.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class TeamTest {
  @Test
  void nobodyPassesABarrierBeforeAllAreThere() {
    try (Team team = new Team(3)) {
      for (int parts = 1; parts <= 3; parts++) {
        int expected = parts;
        AtomicIntegerArray arrivals = new AtomicIntegerArray(200);
        AtomicInteger early = new AtomicInteger();
        team.run(
            parts,
            part -> {
              for (int i = 0; i < arrivals.length(); i++) {
                arrivals.incrementAndGet(i);
                team.await();
                early.addAndGet(arrivals.get(i) == expected ? 0 : 1);
              }
            });
        assertThat(early).hasValue(0);
        assertThat(arrivals.get(199)).isEqualTo(parts);
      }
    }
  }

  @Test
  void aFailureReachesTheCallerAndLeavesTheTeamUsable() {
    try (Team team = new Team(2)) {
      for (int failing = 0; failing < 2; failing++) {
        int who = failing;
        assertThatThrownBy(
                () ->
                    team.run(
                        2,
                        part -> {
                          if (part == who) {
                            throw new IllegalArgumentException("part " + part);
                          }
                          team.await();
                        }))
            .hasRootCauseMessage("part " + who);
      }
      AtomicInteger done = new AtomicInteger();
      team.run(2, part -> done.incrementAndGet());
      assertThat(done).hasValue(2);
    }
  }
}
