package org.ilf4j.practice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Words a revision as a person may: in the words of the task, without line numbers and quotes. A
 * remark of the annotator's can be made casual, too.
 */
final class Critic {
  private final RandomGenerator random;

  Critic(RandomGenerator random) {
    this.random = random;
  }

  /** What should change, in the words in which tasks are told; empty where no words fit. */
  String words(Revision revision) {
    Plan old = revision.old().plan();
    Plan now = revision.now().plan();
    List<String> remarks = new ArrayList<>();
    if (!old.source().equals(now.source())) {
      remarks.add(
          exchange(say(now.source().phrases()), say(old.source().phrases()), "start with "));
    }
    int shared = Math.min(old.uses().size(), now.uses().size());
    if (old.uses().size() == now.uses().size()) {
      for (int i = 0; i < shared; i++) {
        changed(old.uses().get(i), now.uses().get(i), remarks);
      }
    } else {
      lengthened(old, now, remarks);
    }
    if (revision.old().returns() != revision.now().returns()) {
      remarks.add(
          revision.now().returns()
              ? returning()
              : one("do not return it", "the return is not needed"));
    }
    return sentence(String.join(", and ", remarks));
  }

  private void changed(Plan.Use old, Plan.Use now, List<String> remarks) {
    if (!old.step().equals(now.step())) {
      remarks.add(exchange(say(now), say(old), ""));
    } else if (old.constant() != null && !old.constant().equals(now.constant())) {
      remarks.add(
          one(
              "use " + now.constant() + " instead of " + old.constant(),
              "it should be " + now.constant() + ", not " + old.constant(),
              say(now)));
    } else if (old.fromParameter() != now.fromParameter()) {
      remarks.add(
          now.fromParameter()
              ? "go on with the parameter"
              : one("go on with the result", "use result, not the parameter"));
    }
  }

  private void lengthened(Plan old, Plan now, List<String> remarks) {
    for (Plan.Use use : now.uses()) {
      if (old.uses().stream().noneMatch(u -> u.slot() == use.slot())) {
        remarks.add(one("you forgot to ", "the program forgets to ", "also ") + say(use));
      }
    }
    for (Plan.Use use : old.uses()) {
      if (now.uses().stream().noneMatch(u -> u.slot() == use.slot())) {
        remarks.add(one("do not ", "you should not ") + say(use));
      }
    }
  }

  private String exchange(String now, String old, String verb) {
    return one(
        "it should " + verb + now + ", not " + old,
        verb + now + " instead of " + old,
        "you should " + verb + now,
        verb + now);
  }

  private String returning() {
    return one(
        "you forgot to return the result", "the result is not returned", "return the result");
  }

  /** The annotator's remark as somebody in a hurry would type it. */
  String casual(String remark) {
    String plain =
        remark
            .replaceAll("(?i)( in|in|after|line) line \\d+,? ?", random.nextBoolean() ? "" : "$0")
            .replace("`", "");
    return sentence(plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain);
  }

  private String sentence(String words) {
    if (words.isEmpty()) {
      return words;
    }
    String first = words.substring(0, 1);
    return random.nextBoolean()
        ? first.toUpperCase(Locale.ROOT) + words.substring(1) + "."
        : first.toLowerCase(Locale.ROOT) + words.substring(1);
  }

  private String say(Plan.Use use) {
    return say(use.step().phrases()).replace("{k}", String.valueOf(use.constant()));
  }

  private String say(List<String> phrases) {
    return phrases.get(random.nextInt(phrases.size()));
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
