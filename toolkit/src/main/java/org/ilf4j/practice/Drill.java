package org.ilf4j.practice;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.random.RandomGenerator;
import org.ilf4j.feedback.SimulatedAnnotator;
import org.ilf4j.prompt.RefinementTemplate;

/**
 * Short reviews of nonsense: lines of shuffled words, a remark, the changed lines. No task and no
 * sense help to guess them, so a model learns first of all to copy and to read.
 */
final class Drill {
  private static final String HEADER = "def f(x):\n";
  private static final long WORDS_SEED = 1;
  private static final int PROGRAMS = 1000;
  private static final int FEWEST = 3;
  private static final int MOST = 6;

  private final List<String> words;
  private final BinaryOperator<String> annotator;

  /**
   * @param exercises their right programs give the words
   * @param annotator words the difference between two programs
   */
  Drill(Exercises exercises, BinaryOperator<String> annotator) {
    this.words = words(exercises);
    this.annotator = annotator;
  }

  private static List<String> words(Exercises exercises) {
    RandomGenerator random = new SplittableRandom(WORDS_SEED);
    SortedSet<String> words = new TreeSet<>();
    for (int i = 0; i < PROGRAMS; i++) {
      words.addAll(List.of(exercises.draw(random).body().strip().split("\\s+")));
    }
    return List.copyOf(words);
  }

  Document draw(RandomGenerator random) {
    while (true) {
      List<List<String>> lines = new ArrayList<>();
      int size = random.nextInt(2, 5);
      for (int i = 0; i < size; i++) {
        lines.add(line(random));
      }
      String old = text(lines);
      change(lines, random);
      String now = text(lines);
      if (!now.equals(old)) {
        String remark = annotator.apply(HEADER + old, HEADER + now);
        if (!SimulatedAnnotator.isGeneral(remark)) {
          return new Document(
              RefinementTemplate.render(HEADER + old, remark, HEADER), now, false, true);
        }
      }
    }
  }

  private void change(List<List<String>> lines, RandomGenerator random) {
    int at = random.nextInt(lines.size());
    switch (random.nextInt(10)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, line(random));
      case 2 -> lines.set(at, line(random));
      default -> {
        List<String> line = new ArrayList<>(lines.get(at));
        line.set(random.nextInt(line.size()), word(random));
        lines.set(at, line);
      }
    }
  }

  private List<String> line(RandomGenerator random) {
    List<String> line = new ArrayList<>();
    int size = random.nextInt(FEWEST, MOST + 1);
    for (int i = 0; i < size; i++) {
      line.add(word(random));
    }
    return line;
  }

  private String word(RandomGenerator random) {
    return words.get(random.nextInt(words.size()));
  }

  private static String text(List<List<String>> lines) {
    return String.join("\n", lines.stream().map(line -> "    " + String.join(" ", line)).toList());
  }
}
