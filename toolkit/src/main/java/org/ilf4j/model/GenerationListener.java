package org.ilf4j.model;

/** Hears of each completion as soon as it is finished, in no fixed order. */
@FunctionalInterface
public interface GenerationListener {
  /**
   * One completion is finished.
   *
   * @param request the request it belongs to
   * @param sample the sample's index, from {@code request.firstSample()} on
   * @param generation the completion
   */
  void completed(GenerationRequest request, int sample, Generation generation);

  /** How many completions of this job an earlier call finished: progress goes on from there. */
  default int finishedBefore() {
    return 0;
  }
}
