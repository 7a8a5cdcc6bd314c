package org.ilf4j.practice;

import java.util.random.RandomGenerator;

/**
 * The free choices in wording and coding one plan; the same style renders the right program and its
 * bugs.
 *
 * @param names which of the source's parameter names
 * @param sourcePhrase which of the source's phrases
 * @param frame which sentence
 * @param phrases which of each step's phrases, by slot
 * @param codes which of each step's codes, by slot
 * @param loopAt the slot of the step written as a for statement where it has one; -1 for none
 */
record Style(int names, int sourcePhrase, int frame, int[] phrases, int[] codes, int loopAt) {
  private static final int MOST_STEPS = 4;
  private static final int LOOP_ONE_IN = 8;
  private static final int OTHER_CODE_ONE_IN = 4;

  /** The same words and names, other ways to write the steps. */
  Style recoded(RandomGenerator random) {
    Style other = draw(random);
    return new Style(names, sourcePhrase, frame, phrases, other.codes(), other.loopAt());
  }

  static Style draw(RandomGenerator random) {
    int[] phrases = new int[MOST_STEPS];
    int[] codes = new int[MOST_STEPS];
    for (int i = 0; i < MOST_STEPS; i++) {
      phrases[i] = random.nextInt(60);
      codes[i] = random.nextInt(OTHER_CODE_ONE_IN) == 0 ? 1 : 0;
    }
    int loop = random.nextInt(LOOP_ONE_IN) == 0 ? random.nextInt(2) : -1;
    return new Style(
        random.nextInt(60), random.nextInt(60), random.nextInt(2), phrases, codes, loop);
  }
}
