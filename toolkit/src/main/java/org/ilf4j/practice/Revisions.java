package org.ilf4j.practice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Draws revisions in which the task alone does not tell the new program: the old one may have two
 * mistakes of which one is mended, or a change may be asked for that makes it wrong. Whoever wants
 * to know the new program has to read the words and copy the rest.
 */
final class Revisions {
  private static final double TWO_MISTAKES = 0.25;
  private static final double OTHER_STYLE = 0.12;
  private static final double OTHER_CONSTANT = 0.25;
  private static final int TRIES = 20;

  private final Exercises exercises;
  private final Set<String> heldOut;

  /**
   * @param heldOut compositions that no program may have
   */
  Revisions(Exercises exercises, Set<String> heldOut) {
    this.exercises = exercises;
    this.heldOut = heldOut;
  }

  /** A revision whose new program is wrong or right, as asked for; some exercises have none. */
  Optional<Revision> draw(Exercise exercise, boolean wrong, RandomGenerator random) {
    for (int i = 0; i < TRIES; i++) {
      Revision revision = wrong ? misled(exercise, random) : mended(exercise, random);
      if (!revision.isEmpty() && revision.wrong() == wrong) {
        return Optional.of(revision);
      }
    }
    return Optional.empty();
  }

  /** One mistake, or two, and none afterwards. */
  private Revision mended(Exercise exercise, RandomGenerator random) {
    Bug.Faulty right = new Bug.Faulty(exercise.plan(), true);
    Bug.Faulty old = mistake(exercise, right, random);
    if (random.nextDouble() < TWO_MISTAKES) {
      old = mistake(exercise, old, random);
    }
    boolean restyled = random.nextDouble() < OTHER_STYLE;
    Style style = restyled ? exercise.style().recoded(random) : exercise.style();
    return new Revision(exercise, old, style, right);
  }

  /** A change that leaves a mistake behind, or brings one in. */
  private Revision misled(Exercise exercise, RandomGenerator random) {
    Bug.Faulty right = new Bug.Faulty(exercise.plan(), true);
    Bug.Faulty one = mistake(exercise, right, random);
    return switch (random.nextInt(4)) {
      case 0 -> revision(exercise, right, one);
      case 1 -> revision(exercise, one, mistake(exercise, one, random));
      default -> revision(exercise, mistake(exercise, one, random), one);
    };
  }

  private static Revision revision(Exercise exercise, Bug.Faulty old, Bug.Faulty now) {
    return new Revision(exercise, old, exercise.style(), now);
  }

  /** The program with one more mistake, if another is possible. */
  private Bug.Faulty mistake(Exercise exercise, Bug.Faulty program, RandomGenerator random) {
    for (int i = 0; i < TRIES; i++) {
      List<Bug.Faulty> all =
          random.nextDouble() < OTHER_CONSTANT
              ? otherConstants(program.plan(), random)
              : exercises.mistakes(program.plan(), random);
      if (!all.isEmpty()) {
        Bug.Faulty drawn = all.get(random.nextInt(all.size()));
        Bug.Faulty both = new Bug.Faulty(drawn.plan(), drawn.returns() && program.returns());
        if (exercise.detects(both) && !heldOut.contains(both.plan().composition())) {
          return both;
        }
      }
    }
    return program;
  }

  /** Any other constant: nothing but the words tells which. */
  private static List<Bug.Faulty> otherConstants(Plan plan, RandomGenerator random) {
    List<Bug.Faulty> all = new ArrayList<>();
    for (int i = 0; i < plan.uses().size(); i++) {
      Plan.Use use = plan.uses().get(i);
      Object other = use.step().constant().draw(random);
      if (other != null && !other.equals(use.constant())) {
        Plan.Use changed = new Plan.Use(use.step(), other, use.slot(), use.fromParameter());
        all.add(new Bug.Faulty(plan.with(i, changed), true));
      }
    }
    return all;
  }
}
