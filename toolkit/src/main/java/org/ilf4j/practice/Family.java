package org.ilf4j.practice;

/** The families of practice tasks, by what the function is given. */
enum Family {
  LIST(16),
  TUPLE(6),
  DIGITS(8),
  RANGE(9),
  PAIR_OF_LISTS(9),
  DICTIONARY(8),
  STRING(11),
  WORDS(12),
  MATRIX(8),
  RECORDS(6),
  DATES(7);

  private final int weight;

  Family(int weight) {
    this.weight = weight;
  }

  /** How often it is drawn, relative to the others. */
  int weight() {
    return weight;
  }
}
