package org.ilf4j.finetune;

/** Says which option is out of its range. */
final class Ranges {
  private Ranges() {}

  static void check(boolean good, String name, Number value, String range) {
    if (!good) {
      throw new IllegalArgumentException(name + " is " + value + "; choose a value " + range + ".");
    }
  }
}
