package org.ilf4j.practice;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** All sources and steps, and the drawing of plans from them. */
final class Catalogue {
  private static final int TRIES = 200;

  private final Map<Family, List<Source>> sources = new EnumMap<>(Family.class);
  private final Map<Kind, List<Step>> middles = new EnumMap<>(Kind.class);
  private final Map<Kind, List<Step>> ends = new EnumMap<>(Kind.class);
  private final List<Source> allSources = Sources.all();
  private final int weights;

  Catalogue() {
    for (Source source : allSources) {
      sources.computeIfAbsent(source.family(), f -> new ArrayList<>()).add(source);
    }
    List<Step> steps = new ArrayList<>(NumberSteps.all());
    steps.addAll(WordSteps.all());
    steps.addAll(TextSteps.all());
    steps.addAll(TableSteps.all());
    for (Step step : steps) {
      (step.to() == Kind.RESULT ? ends : middles)
          .computeIfAbsent(step.from(), k -> new ArrayList<>())
          .add(step);
    }
    int sum = 0;
    for (Family family : Family.values()) {
      sum += family.weight();
    }
    weights = sum;
  }

  Family family(RandomGenerator random) {
    int draw = random.nextInt(weights);
    for (Family family : Family.values()) {
      draw -= family.weight();
      if (draw < 0) {
        return family;
      }
    }
    throw new IllegalStateException("The weights do not add up.");
  }

  /** A composition of one or two steps and an end, no two steps of one group in a row. */
  Plan draw(Family family, RandomGenerator random) {
    List<Source> starts = sources.get(family);
    for (int i = 0; i < TRIES; i++) {
      Source source = starts.get(random.nextInt(starts.size()));
      int length = random.nextInt(5) < 3 ? 1 : 2;
      List<Plan.Use> uses = new ArrayList<>();
      Kind kind = source.to();
      for (int j = 0; j < length; j++) {
        uses.add(use(middles.get(kind), j, random));
        kind = uses.get(j).step().to();
      }
      uses.add(use(ends.get(kind), length, random));
      if (varied(uses)) {
        return new Plan(source, uses);
      }
    }
    throw new IllegalStateException("No plan found in family " + family + ".");
  }

  List<Step> siblings(Step step) {
    List<Step> among = (step.to() == Kind.RESULT ? ends : middles).get(step.from());
    return among.stream().filter(other -> other.isSiblingOf(step)).toList();
  }

  List<Source> siblings(Source source) {
    return allSources.stream().filter(other -> other.isSiblingOf(source)).toList();
  }

  private static Plan.Use use(List<Step> steps, int slot, RandomGenerator random) {
    Step step = steps.get(random.nextInt(steps.size()));
    return new Plan.Use(step, step.constant().draw(random), slot);
  }

  private static boolean varied(List<Plan.Use> uses) {
    for (int i = 1; i < uses.size(); i++) {
      if (uses.get(i).step().group().equals(uses.get(i - 1).step().group())) {
        return false;
      }
    }
    return true;
  }
}
