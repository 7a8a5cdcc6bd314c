package org.ilf4j.practice;

/**
 * A program before and after somebody asked for a change.
 *
 * @param exercise the task that both programs are about
 * @param old the program as it was
 * @param oldStyle how it was written
 * @param now the program as it should be after the change
 */
record Revision(Exercise exercise, Bug.Faulty old, Style oldStyle, Bug.Faulty now) {

  /** The body of the old program. */
  String oldBody() {
    return Listing.body(old.plan(), oldStyle, old.returns());
  }

  /** The body of the new program. */
  String newBody() {
    return exercise.body(now);
  }

  /** Whether the new program still fails the task's tests. */
  boolean wrong() {
    return exercise.detects(now);
  }

  /** Whether both programs are written alike, so that they differ in what they do alone. */
  boolean sameStyle() {
    return oldStyle == exercise.style();
  }

  /** Whether there is nothing to change. */
  boolean isEmpty() {
    return oldBody().equals(newBody());
  }
}
