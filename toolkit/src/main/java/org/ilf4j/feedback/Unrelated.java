package org.ilf4j.feedback;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Exchanges words between programs so that none keeps its own. */
final class Unrelated {
  private Unrelated() {}

  static List<Feedback> exchange(List<Feedback> feedbacks, long seed) {
    if (feedbacks.stream().map(Feedback::taskId).distinct().count() < 2) {
      throw new IllegalArgumentException(
          "Unrelated feedback needs feedback on 2 tasks or more, there is "
              + feedbacks.size()
              + ".");
    }
    List<Integer> from = oneCycle(feedbacks.size(), seed);
    List<Feedback> exchanged = new ArrayList<>();
    for (int i = 0; i < feedbacks.size(); i++) {
      Feedback mine = feedbacks.get(i);
      exchanged.add(mine.withText(other(feedbacks, from, i).text()).withRefinement(null));
    }
    return exchanged;
  }

  /** The feedback that comes next in the cycle on another task. */
  private static Feedback other(List<Feedback> feedbacks, List<Integer> from, int i) {
    int j = from.get(i);
    while (feedbacks.get(j).taskId() == feedbacks.get(i).taskId()) {
      j = from.get(j);
    }
    return feedbacks.get(j);
  }

  /** A random permutation that is one cycle (Sattolo's shuffle): nothing stays in its place. */
  private static List<Integer> oneCycle(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Integer> cycle = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      cycle.add(i);
    }
    for (int i = size - 1; i > 0; i--) {
      Collections.swap(cycle, i, random.nextInt(i));
    }
    return cycle;
  }
}
