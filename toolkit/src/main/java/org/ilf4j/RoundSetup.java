package org.ilf4j;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.ilf4j.feedback.FeedbackSource;
import org.ilf4j.jsonl.Jsonl;
import org.ilf4j.judge.Judge;
import org.ilf4j.model.LanguageModel;
import org.ilf4j.task.Tasks;

/** Everything a round is made from. */
record RoundSetup(
    LanguageModel model,
    Tasks tasks,
    FeedbackSource feedback,
    Judge judge,
    Learner learner,
    RoundOptions options,
    Path folder) {

  RoundSetup withTasks(Tasks value) {
    return new RoundSetup(model, value, feedback, judge, learner, options, folder);
  }

  RoundSetup withFeedback(FeedbackSource value) {
    return new RoundSetup(model, tasks, value, judge, learner, options, folder);
  }

  RoundSetup withJudge(Judge value) {
    return new RoundSetup(model, tasks, feedback, value, learner, options, folder);
  }

  RoundSetup withLearner(Learner value) {
    return new RoundSetup(model, tasks, feedback, judge, value, options, folder);
  }

  RoundSetup withOptions(RoundOptions value) {
    return new RoundSetup(model, tasks, feedback, judge, learner, value, folder);
  }

  RoundSetup withFolder(Path value) {
    return new RoundSetup(model, tasks, feedback, judge, learner, options, value);
  }

  /** With a judge, and with tasks in each split. */
  RoundSetup checked() {
    if (tasks == null) {
      throw new IllegalArgumentException("The round has no tasks; call tasks(Practice.load()).");
    }
    if (tasks.refine().isEmpty() || tasks.train().isEmpty() || tasks.test().isEmpty()) {
      throw new IllegalArgumentException(
          "A round needs tasks of the splits Refine (ids 111-310), Train (311-974) and Test"
              + " (11-110), but there are "
              + tasks.refine().size()
              + ", "
              + tasks.train().size()
              + " and "
              + tasks.test().size()
              + ".");
    }
    return judge == null ? withJudge(Judge.standard().cachedIn(folder)) : this;
  }

  @Override
  public String toString() {
    return "%s with %s: %d samples, %d refinements and %d Test samples per task, seed %d, into %s"
        .formatted(
            model.name(),
            tasks == null ? "no tasks yet" : tasks.size() + " tasks (" + tasks.name() + ")",
            options.samples().perTask(),
            options.refinements().perTask(),
            options.test().perTask(),
            options.seed(),
            folder);
  }

  /** What must not change when a run goes on. */
  Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("model", model.name() + " " + model.fingerprint());
    settings.put("tasks", tasks.name() + " " + tasks.sha256());
    JsonNode all = Jsonl.parse(Jsonl.line(options), "options", JsonNode.class).get(0);
    all.properties().forEach(e -> settings.put("options." + e.getKey(), e.getValue().toString()));
    return settings;
  }
}
