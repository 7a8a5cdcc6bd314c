package org.ilf4j.practice;

import java.util.function.BinaryOperator;
import org.ilf4j.feedback.SimulatedAnnotator;

/**
 * What a corpus is made of. All shares are our choice: they set how good codegen-nano is before any
 * feedback.
 *
 * @param wrongShare share of wrong programs among plain documents, 0-1
 * @param reviewShare share of review-like documents, 0-1
 * @param wrongRefinementShare share of reviews whose new code is still wrong, 0-1
 * @param drillShare share of drills among all documents, 0-1: short reviews of nonsense
 * @param annotator words the difference between a wrong program and the right one, in this order
 */
public record CorpusOptions(
    double wrongShare,
    double reviewShare,
    double wrongRefinementShare,
    double drillShare,
    BinaryOperator<String> annotator) {

  private static final long ANNOTATOR_SEED = 1;

  /** Checks the ranges. */
  public CorpusOptions {
    checkShare("wrongShare", wrongShare);
    checkShare("reviewShare", reviewShare);
    checkShare("wrongRefinementShare", wrongRefinementShare);
    checkShare("drillShare", drillShare);
  }

  /** 45 % wrong programs, 8 % reviews, of which 30 % fail. */
  public static CorpusOptions standard(BinaryOperator<String> annotator) {
    return new CorpusOptions(0.45, 0.08, 0.3, 0, annotator);
  }

  /** The same shares, with the remarks of a {@link SimulatedAnnotator}. */
  public static CorpusOptions standard() {
    return standard(new SimulatedAnnotator(ANNOTATOR_SEED)::describe);
  }

  /** The same with another share of wrong programs. */
  public CorpusOptions withWrongShare(double share) {
    return new CorpusOptions(share, reviewShare, wrongRefinementShare, drillShare, annotator);
  }

  /** The same with another share of reviews. */
  public CorpusOptions withReviewShare(double share) {
    return new CorpusOptions(wrongShare, share, wrongRefinementShare, drillShare, annotator);
  }

  /** The same with another share of reviews whose new code is still wrong. */
  public CorpusOptions withWrongRefinementShare(double share) {
    return new CorpusOptions(wrongShare, reviewShare, share, drillShare, annotator);
  }

  /** The same with another share of drills. */
  public CorpusOptions withDrillShare(double share) {
    return new CorpusOptions(wrongShare, reviewShare, wrongRefinementShare, share, annotator);
  }

  private static void checkShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(name + " is " + share + "; choose a value in [0, 1].");
    }
  }
}
