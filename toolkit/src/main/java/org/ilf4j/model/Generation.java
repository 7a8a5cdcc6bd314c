package org.ilf4j.model;

import java.util.List;

/**
 * One completion as the model wrote it.
 *
 * @param text the generated text, cut at the stop rule's end
 * @param tokens the generated tokens' ids, end-of-text included where it was drawn
 * @param logProbabilities of each token under the model at temperature 1, natural logarithm
 * @param stop why decoding ended
 */
public record Generation(
    String text, List<Integer> tokens, List<Float> logProbabilities, Stop stop) {

  /** Why decoding ended. */
  public enum Stop {
    /** The model drew end-of-text. */
    END_OF_TEXT,
    /** The stop rule found the end. */
    RULE,
    /** The limit of new tokens was reached: the completion may be unfinished. */
    LENGTH
  }
}
