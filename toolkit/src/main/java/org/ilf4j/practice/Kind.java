package org.ilf4j.practice;

/** What a step takes or gives. */
enum Kind {
  /** A list of whole numbers. */
  NUMBERS,
  /** A list of words. */
  WORDS,
  /** A string. */
  TEXT,
  /** A dictionary from words to whole numbers. */
  MAPPING,
  /** A list of rows of whole numbers. */
  MATRIX,
  /** What the function returns: nothing follows. */
  RESULT
}
