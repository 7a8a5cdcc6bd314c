package org.ilf4j.feedback;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ilf4j.judge.Judge;
import org.ilf4j.judge.Verdict;
import org.ilf4j.sample.Sample;
import org.ilf4j.task.Tasks;

/** Which annotations count (paper, section 3): the corrected program passes and is near the old. */
record AnnotationFilter(Tasks tasks, Judge judge) {
  /** Edit distance as a share of the longer text must stay below this (paper, section 3). */
  static final double MOST_CHANGED = 0.5;

  static AnnotationFilter of(Tasks tasks, Judge judge) {
    return new AnnotationFilter(tasks, judge);
  }

  Feedbacks keep(Feedbacks feedbacks) {
    List<Feedback> near = feedbacks.refined().where(f -> f.changed() < MOST_CHANGED).list();
    List<Sample> corrected =
        java.util.stream.IntStream.range(0, near.size())
            .mapToObj(i -> sample(near.get(i), i))
            .toList();
    Tasks judged = tasks.only(near.stream().map(Feedback::taskId).distinct().toList());
    Set<Integer> passing =
        judge.judge(judged, corrected).passes().list().stream()
            .map(Verdict::sample)
            .map(Sample::index)
            .collect(Collectors.toSet());
    return Feedbacks.of(
        corrected.stream()
            .filter(s -> passing.contains(s.index()))
            .map(s -> near.get(s.index()))
            .toList());
  }

  private static Sample sample(Feedback feedback, int index) {
    String completion = feedback.refinedCompletion();
    return new Sample(
        feedback.taskId(), index, feedback.prompt(), completion, completion, "ANNOTATOR");
  }
}
