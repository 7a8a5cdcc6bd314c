package org.ilf4j.practice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Draws exercises in which every step matters and whose tests show it. */
final class Exercises {
  private static final int CALLS = 3;
  private static final int LONGER = 2;
  private static final int TRIES = 12;
  private static final int LONGEST_SHOWN = 40;

  private final Catalogue catalogue = new Catalogue();

  /** The next exercise of a family. */
  Exercise draw(Family family, RandomGenerator random) {
    while (true) {
      Plan plan = catalogue.draw(family, random);
      Style style = Style.draw(random);
      for (int i = 0; i < TRIES; i++) {
        Optional<List<List<Object>>> arguments = arguments(plan, random);
        if (arguments.isPresent()) {
          Exercise exercise = new Exercise(plan, style, arguments.get());
          if (everyStepMatters(exercise)) {
            return exercise;
          }
        }
      }
    }
  }

  Exercise draw(RandomGenerator random) {
    return draw(catalogue.family(random), random);
  }

  /** A mistake that the exercise's tests detect. */
  Bug.Faulty spoil(Exercise exercise, RandomGenerator random) {
    while (true) {
      List<Bug.Faulty> all = Bug.draw(random).all(exercise.plan(), catalogue, random);
      if (!all.isEmpty()) {
        Bug.Faulty faulty = all.get(random.nextInt(all.size()));
        if (exercise.detects(faulty)) {
          return faulty;
        }
      }
    }
  }

  /** A mistake that the tests detect and that makes none of these compositions. */
  Bug.Faulty spoil(Exercise exercise, Set<String> but, RandomGenerator random) {
    while (true) {
      Bug.Faulty faulty = spoil(exercise, random);
      if (!but.contains(faulty.plan().composition())) {
        return faulty;
      }
    }
  }

  /** Ways to make one kind of mistake in a plan; the kind is drawn, and there may be no way. */
  List<Bug.Faulty> mistakes(Plan plan, RandomGenerator random) {
    return Bug.draw(random).all(plan, catalogue, random);
  }

  /** The same exercise with those of several drawn arguments that miss the fewest mistakes. */
  Exercise sharpen(Exercise exercise, int draws, RandomGenerator random) {
    Exercise best = exercise;
    int missed = missed(best, random);
    for (int i = 0; i < draws && missed > 0; i++) {
      Optional<List<List<Object>>> arguments = arguments(exercise.plan(), random);
      if (arguments.isPresent()) {
        Exercise other = new Exercise(exercise.plan(), exercise.style(), arguments.get());
        int fewer = missed(other, random);
        if (fewer < missed && everyStepMatters(other)) {
          best = other;
          missed = fewer;
        }
      }
    }
    return best;
  }

  /** How many of all possible mistakes the exercise's tests miss. */
  int missed(Exercise exercise, RandomGenerator random) {
    int missed = 0;
    for (Bug bug : Bug.values()) {
      for (Bug.Faulty faulty : bug.all(exercise.plan(), catalogue, random)) {
        missed += exercise.detects(faulty) ? 0 : 1;
      }
    }
    return missed;
  }

  private Optional<List<List<Object>>> arguments(Plan plan, RandomGenerator random) {
    List<List<Object>> calls = new ArrayList<>();
    List<String> results = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      Inputs inputs = new Inputs(random, plan.numbers(), i == 0 ? 0 : LONGER);
      List<Object> call = plan.source().input().apply(inputs);
      try {
        results.add(Literal.of(plan.evaluate(call)));
      } catch (RuntimeException pythonWouldRaise) {
        return Optional.empty();
      }
      calls.add(call);
    }
    boolean fine =
        Set.copyOf(calls).size() == CALLS
            && Set.copyOf(results).size() > 1
            && results.get(0).length() <= LONGEST_SHOWN
            && results.get(0).matches(".*\\w.*");
    return fine ? Optional.of(calls) : Optional.empty();
  }

  private boolean everyStepMatters(Exercise exercise) {
    Plan plan = exercise.plan();
    for (int i = 0; i + 1 < plan.uses().size(); i++) {
      if (plan.uses().get(i).keepsKind() && !exercise.detects(plan.without(i))) {
        return false;
      }
    }
    return true;
  }
}
