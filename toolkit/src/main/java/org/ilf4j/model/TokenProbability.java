package org.ilf4j.model;

/**
 * One token of a text as a model sees it.
 *
 * @param text what the token adds to the text; empty in the middle of a character
 * @param logProbability of the token after all before it, natural logarithm, at temperature 1
 */
public record TokenProbability(String text, double logProbability) {
  /** How likely the model held it, 0 to 1. */
  public double probability() {
    return Math.exp(logProbability);
  }
}
