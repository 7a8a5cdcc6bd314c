package org.ilf4j.progress;

import java.time.Duration;

/**
 * The state of one long call at one moment.
 *
 * @param id distinguishes this call's bar from others
 * @param label what is being done, such as {@code sampling}
 * @param done units finished, those of an earlier, interrupted call included
 * @param total units in all
 * @param unit what is counted, such as {@code samples}
 * @param resumed units that an earlier call had finished
 * @param elapsed time since the call began
 * @param note a short remark such as {@code 7,100 tokens/s}; may be empty
 * @param kept what is left if the call stops early, such as {@code what is finished is kept}; empty
 *     if that is of no interest
 * @param finished whether this is the call's last snapshot
 */
public record ProgressSnapshot(
    long id,
    String label,
    long done,
    long total,
    String unit,
    long resumed,
    Duration elapsed,
    String note,
    String kept,
    boolean finished) {

  /** Time left at the present rate; zero when finished, null before anything is done. */
  public Duration left() {
    long fresh = done - resumed;
    if (done >= total) {
      return Duration.ZERO;
    }
    return fresh <= 0 ? null : elapsed.multipliedBy(total - done).dividedBy(fresh);
  }
}
