package org.ilf4j.finetune;

/**
 * An example as the model reads it.
 *
 * @param ids prompt, completion and end-of-text
 * @param firstLearned index, from 1 on, of the first id that counts in the loss
 */
record Lesson(int[] ids, int firstLearned) {

  /** How many ids count in the loss. */
  int learned() {
    return ids.length - firstLearned;
  }
}
