package org.ilf4j.practice;

import java.util.ArrayList;
import java.util.List;

/** Says in words what a plan does. */
final class Wording {
  private Wording() {}

  static String of(Plan plan, Style style) {
    List<String> parts = new ArrayList<>();
    parts.add(pick(plan.source().phrases(), style.sourcePhrase()));
    for (int i = 0; i < plan.uses().size(); i++) {
      Plan.Use use = plan.uses().get(i);
      String phrase = pick(use.step().phrases(), style.phrases()[i]);
      parts.add(phrase.replace("{k}", String.valueOf(use.constant())));
    }
    String last = parts.remove(parts.size() - 1);
    return style.frame() == 0
        ? "Write a function to take " + String.join(", ", parts) + " and " + last + "."
        : "Write a python function to start with "
            + String.join(", then ", parts)
            + ", then "
            + last
            + ".";
  }

  private static String pick(List<String> phrases, int choice) {
    return phrases.get(choice % phrases.size());
  }
}
