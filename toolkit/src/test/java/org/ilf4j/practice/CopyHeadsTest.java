package org.ilf4j.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.ilf4j.model.naive.NaiveEngine;
import org.junit.jupiter.api.Test;

class CopyHeadsTest {
  private static final int SAID = 40;

  private final CodeGenConfig config = CodeGenConfig.of(300, 128, 2, 192, 4, 32, 299);
  private final Checkpoint random = RandomWeights.of(config, 5);

  /** Share of the second saying's tokens that are likelier than the middle of all tokens. */
  private double proposed(Checkpoint checkpoint) {
    int[] twice = new int[2 * SAID];
    Random draw = new Random(9);
    for (int i = 0; i < SAID; i++) {
      twice[i] = draw.nextInt(290);
      twice[i + SAID] = twice[i];
    }
    int hits = 0;
    try (NaiveEngine engine = new NaiveEngine(checkpoint)) {
      float[][] logits = engine.logits(twice);
      for (int i = SAID; i + 1 < 2 * SAID; i++) {
        int rank = 0;
        for (float logit : logits[i]) {
          rank += logit > logits[i][twice[i + 1]] ? 1 : 0;
        }
        hits += rank < 30 ? 1 : 0;
      }
    }
    return hits / (SAID - 1.0);
  }

  @Test
  void whatFollowedBeforeIsProposedAgain() {
    assertThat(proposed(random)).isLessThan(0.3);
    assertThat(proposed(CopyHeads.in(random, 5))).isGreaterThan(0.4);
  }

  @Test
  void equalSeedsGiveEqualHeads() {
    assertThat(CopyHeads.in(random, 5).sha256()).isEqualTo(CopyHeads.in(random, 5).sha256());
    assertThat(CopyHeads.in(random, 5).sha256()).isNotEqualTo(CopyHeads.in(random, 6).sha256());
  }
}
