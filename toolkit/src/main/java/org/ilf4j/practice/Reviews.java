package org.ilf4j.practice;

import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.random.RandomGenerator;
import org.ilf4j.feedback.SimulatedAnnotator;
import org.ilf4j.prompt.RefinementTemplate;

/**
 * Reviews whose words tell the new program: it is the old one with the change that they ask for,
 * whether that is right or wrong. The task alone does not tell it, so a model has to read.
 *
 * <p>A few reviews say nothing that helps; the new program is then one more attempt.
 */
final class Reviews {
  private static final double SILENT = 0.08;
  private static final double PERSON = 0.15;
  private static final double CASUAL = 0.1;
  private static final int TRIES = 10;
  private static final int PHRASINGS = 60;

  private final Exercises exercises;
  private final Set<String> heldOut;
  private final Revisions revisions;
  private final BinaryOperator<String> annotator;

  /**
   * @param heldOut compositions that no program may have
   * @param annotator words the difference between two programs
   */
  Reviews(Exercises exercises, Set<String> heldOut, BinaryOperator<String> annotator) {
    this.exercises = exercises;
    this.heldOut = heldOut;
    this.revisions = new Revisions(exercises, heldOut);
    this.annotator = annotator;
  }

  /**
   * A review about an exercise.
   *
   * @param prompt the task's prompt
   * @param wrong whether the new program fails the task's tests
   */
  Document draw(Exercise exercise, String prompt, boolean wrong, RandomGenerator random) {
    if (random.nextDouble() < SILENT) {
      return attempt(exercise, prompt, wrong, random);
    }
    for (int i = 0; i < TRIES; i++) {
      Optional<Document> revised = revised(exercise, prompt, wrong, random);
      if (revised.isPresent()) {
        return revised.get();
      }
    }
    return attempt(exercise, prompt, wrong, random);
  }

  private Optional<Document> revised(
      Exercise exercise, String prompt, boolean wrong, RandomGenerator random) {
    Optional<Revision> drawn = revisions.draw(exercise, wrong, random);
    if (drawn.isEmpty()) {
      return Optional.empty();
    }
    Revision revision = drawn.get();
    String old = prompt + revision.oldBody();
    String remark = remark(revision, old, prompt + revision.newBody(), random);
    return remark.isEmpty()
        ? Optional.empty()
        : Optional.of(document(old, remark, prompt, revision.newBody(), wrong));
  }

  private Document attempt(
      Exercise exercise, String prompt, boolean wrong, RandomGenerator random) {
    String old = prompt + spoiled(exercise, random);
    String remark =
        random.nextBoolean() ? "" : SimulatedAnnotator.general(random.nextInt(PHRASINGS));
    String now = wrong ? spoiled(exercise, random) : exercise.body();
    return document(old, remark, prompt, now, wrong);
  }

  private String spoiled(Exercise exercise, RandomGenerator random) {
    return exercise.body(exercises.spoil(exercise, heldOut, random));
  }

  private static Document document(
      String old, String remark, String prompt, String now, boolean wrong) {
    return new Document(RefinementTemplate.render(old, remark, prompt), now, wrong, true);
  }

  /** Mostly the annotator's words, sometimes a person's; none where they would tell nothing. */
  private String remark(Revision revision, String old, String now, RandomGenerator random) {
    Critic critic = new Critic(random);
    double kind = random.nextDouble();
    if (kind < PERSON && revision.sameStyle()) {
      return critic.words(revision);
    }
    String words = annotator.apply(old, now);
    if (SimulatedAnnotator.isGeneral(words)) {
      return "";
    }
    return kind > 1 - CASUAL ? critic.casual(words) : words;
  }
}
