package org.ilf4j.model.vector;

/**
 * Decides whether a pass is worth several threads while other work, such as the judge's, may hold
 * the processors: threads that wait for each other much of their time, in several passes, retreat
 * to one for some passes, longer each time. The logits are the same bits either way.
 */
final class Crowding {
  /** On free processors threads wait for a tenth of their time; in company for a half and more. */
  private static final double MOST_IDLE = 0.35;

  /**
   * Of the last pass in the running mean: one that was held up alone, as by a host, changes
   * nothing.
   */
  private static final double NEWEST = 0.25;

  private static final int FIRST_RETREAT = 16;
  private static final int LONGEST_RETREAT = 512;

  private double idle;
  private int passesAlone;
  private int retreat = FIRST_RETREAT;

  /** Whether the next pass may use several threads. */
  boolean allowsTeam() {
    if (passesAlone > 0) {
      passesAlone--;
      return false;
    }
    return true;
  }

  /** Hears how a pass of several threads went. */
  void noted(double idleShare) {
    idle += NEWEST * (idleShare - idle);
    if (idle > MOST_IDLE) {
      idle = MOST_IDLE; // so that the first pass after the retreat decides
      passesAlone = retreat;
      retreat = Math.min(LONGEST_RETREAT, 2 * retreat);
    } else {
      retreat = FIRST_RETREAT;
    }
  }
}
