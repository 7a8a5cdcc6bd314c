package org.ilf4j.practice;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The small mistakes that wrong programs are made with; each differs from the right one locally.
 */
enum Bug {
  /** A step or source confused with another of its group: {@code max} for {@code min}. */
  MISTAKEN_STEP(40) {
    @Override
    List<Faulty> all(Plan plan, Catalogue catalogue, RandomGenerator random) {
      List<Faulty> all = new ArrayList<>();
      catalogue.siblings(plan.source()).forEach(s -> all.add(new Faulty(plan.withSource(s), true)));
      for (int i = 0; i < plan.uses().size(); i++) {
        Plan.Use use = plan.uses().get(i);
        for (Step other : catalogue.siblings(use.step())) {
          all.add(new Faulty(plan.with(i, new Plan.Use(other, use.constant(), use.slot())), true));
        }
      }
      return all;
    }
  },
  /** A constant that is off by one, or a neighbouring letter. */
  SLIPPED_CONSTANT(18) {
    @Override
    List<Faulty> all(Plan plan, Catalogue catalogue, RandomGenerator random) {
      List<Faulty> all = new ArrayList<>();
      for (int i = 0; i < plan.uses().size(); i++) {
        Plan.Use use = plan.uses().get(i);
        if (!use.step().constant().isNone()) {
          Object slipped = use.step().constant().slip(use.constant(), random);
          all.add(new Faulty(plan.with(i, new Plan.Use(use.step(), slipped, use.slot())), true));
        }
      }
      return all;
    }
  },
  /** A step left out. */
  MISSING_STEP(12) {
    @Override
    List<Faulty> all(Plan plan, Catalogue catalogue, RandomGenerator random) {
      List<Faulty> all = new ArrayList<>();
      for (int i = 0; i + 1 < plan.uses().size(); i++) {
        if (plan.uses().get(i).keepsKind()) {
          all.add(new Faulty(plan.without(i), true));
        }
      }
      return all;
    }
  },
  /** The function's parameter taken instead of the result so far. */
  WRONG_VARIABLE(10) {
    @Override
    List<Faulty> all(Plan plan, Catalogue catalogue, RandomGenerator random) {
      List<Faulty> all = new ArrayList<>();
      for (int i = 1; i < plan.uses().size(); i++) {
        Plan.Use use = plan.uses().get(i);
        if (plan.source().isPlain() && plan.source().to() == use.step().from()) {
          Plan.Use wrong = new Plan.Use(use.step(), use.constant(), use.slot(), true);
          all.add(new Faulty(plan.with(i, wrong), true));
        }
      }
      return all;
    }
  },
  /** Two neighbouring steps in the wrong order. */
  SWAPPED_STEPS(8) {
    @Override
    List<Faulty> all(Plan plan, Catalogue catalogue, RandomGenerator random) {
      List<Faulty> all = new ArrayList<>();
      for (int i = 0; i + 2 < plan.uses().size(); i++) {
        Plan.Use first = plan.uses().get(i);
        Plan.Use second = plan.uses().get(i + 1);
        if (first.keepsKind()
            && second.keepsKind()
            && first.step().from() == second.step().from()) {
          all.add(new Faulty(plan.with(i, second).with(i + 1, first), true));
        }
      }
      return all;
    }
  },
  /** The result computed but not returned. */
  MISSING_RETURN(12) {
    @Override
    List<Faulty> all(Plan plan, Catalogue catalogue, RandomGenerator random) {
      return List.of(new Faulty(plan, false));
    }
  };

  private final int weight;

  Bug(int weight) {
    this.weight = weight;
  }

  /**
   * A plan with a mistake in it.
   *
   * @param plan what the program does
   * @param returns whether it returns its result
   */
  record Faulty(Plan plan, boolean returns) {}

  /** Every way to make this mistake in a plan; it may turn out to make no difference. */
  abstract List<Faulty> all(Plan plan, Catalogue catalogue, RandomGenerator random);

  static Bug draw(RandomGenerator random) {
    int sum = 0;
    for (Bug bug : values()) {
      sum += bug.weight;
    }
    int draw = random.nextInt(sum);
    for (Bug bug : values()) {
      draw -= bug.weight;
      if (draw < 0) {
        return bug;
      }
    }
    throw new IllegalStateException("The weights do not add up.");
  }
}
