package org.ilf4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ilf4j.feedback.Feedback;
import org.ilf4j.feedback.FeedbackLog;
import org.ilf4j.feedback.Feedbacks;
import org.ilf4j.judge.Judge;
import org.ilf4j.judge.Verdicts;
import org.ilf4j.metric.Leaderboard;
import org.ilf4j.metric.PassAtK;
import org.ilf4j.metric.SampleEfficiency;
import org.ilf4j.model.LanguageModel;
import org.ilf4j.prompt.Example;
import org.ilf4j.refine.RefinementExamples;
import org.ilf4j.refine.Refinements;
import org.ilf4j.refine.Refiner;
import org.ilf4j.report.Figures;
import org.ilf4j.sample.Sampler;
import org.ilf4j.task.Split;
import org.ilf4j.task.Tasks;

/** The steps of one round, each a few lines over the packages; files in the run's folder. */
final class RoundSteps {
  private final RoundSetup setup;
  private final RoundOptions options;
  private final Judge judge;
  private final RunDirectory run;
  private final Map<String, PassAtK> arms = new LinkedHashMap<>();
  private final Map<String, Integer> funnel = new LinkedHashMap<>();
  private long since = System.nanoTime();

  RoundSteps(RoundSetup setup) {
    this.setup = setup;
    this.options = setup.options();
    this.judge = setup.judge();
    this.run = RunDirectory.at(setup.folder());
  }

  RoundResult run() {
    run.begin(setup.settings());
    score(RoundResult.ZERO_SHOT, setup.model());
    Feedbacks feedback = feedback(failing());
    LanguageModel teacher = teacher(feedback.split(Split.REFINE));
    Feedbacks said = feedback.split(Split.TRAIN);
    List<Example> kept = kept("refinements", teacher, said);
    List<Example> gold = gold(kept);
    train(RoundResult.ILF, kept);
    if (options.baselines()) {
      train("gold programs", gold);
      train("annotator's refinements", RefinementExamples.corrected(said));
      train("unrelated feedback", kept("unrelated", teacher, unrelated(said)));
    }
    SampleEfficiency ofIlf = curve(RoundResult.ILF, kept, SampleEfficiency.empty());
    return finished(curve("gold programs", gold, ofIlf));
  }

  /** Step 1: programs of the base model; the failing ones, one per task. */
  private Verdicts failing() {
    Tasks asked =
        setup
            .tasks()
            .where(
                setup.tasks().name() + " Refine and Train",
                task -> Stream.of(Split.REFINE, Split.TRAIN).anyMatch(s -> s.contains(task.id())));
    Verdicts verdicts =
        judge.judge(
            Sampler.of(setup.model())
                .options(options.samples())
                .into(run.file("samples.jsonl"))
                .sample(asked));
    Verdicts failing = verdicts.failures().onePerTask(options.seed());
    note("samples", verdicts.size() + " programs, " + failing.size() + " tasks with a failing one");
    funnel.put("Train tasks", asked.train().size());
    funnel.put("failing", train(failing.taskIds()));
    return failing;
  }

  /** Step 2: what somebody says about them. */
  private Feedbacks feedback(Verdicts failing) {
    Feedbacks said = setup.feedback().on(failing);
    FeedbackLog log = run.feedback();
    Set<Feedback> kept = log.feedback().stream().collect(Collectors.toSet());
    said.stream().filter(feedback -> !kept.contains(feedback)).forEach(log::save);
    note("feedback", said.size() + " feedbacks, " + said.words());
    funnel.put("with feedback", train(said.taskIds()));
    return said;
  }

  /** Step 3: the refinement model, trained on what annotators corrected. */
  private LanguageModel teacher(Feedbacks feedback) {
    Feedbacks corrected = feedback.kept(setup.tasks(), judge);
    List<Example> examples = RefinementExamples.human(corrected, setup.model());
    if (examples.isEmpty()) {
      throw new IllegalStateException(
          "No feedback on the Refine split comes with a corrected program that passes and changes"
              + " less than half of the text, so no refinement model can be trained; write some.");
    }
    LanguageModel teacher =
        setup
            .learner()
            .learn(setup.model(), examples, options.teacher(), "pi-refine", run.file("pi-refine"));
    note("pi-refine", examples.size() + " corrected programs learnt");
    return teacher;
  }

  /** Steps 3 and 4: refinements of the Train tasks; the passing ones, one per task. */
  private List<Example> kept(String name, LanguageModel teacher, Feedbacks said) {
    Refinements drawn =
        Refiner.of(teacher)
            .options(options.refinements())
            .into(run.file(name + ".jsonl"))
            .refine(setup.tasks(), said)
            .judgedBy(judge);
    List<Example> kept = drawn.passing().onePerTask(options.seed()).examples();
    String pass = drawn.size() == 0 ? "" : ", pass@1 " + PassAtK.of(drawn.verdicts(), 1).at(1);
    note(name, kept.size() + " of " + said.size() + " tasks kept" + pass);
    if (name.equals("refinements")) {
      funnel.put("with a passing refinement", kept.size());
    }
    return kept;
  }

  /** Words about other tasks' programs; with feedback on one task only there are none. */
  private Feedbacks unrelated(Feedbacks said) {
    return said.taskIds().size() < 2 ? Feedbacks.of(List.of()) : said.unrelated(options.seed());
  }

  private List<Example> gold(List<Example> kept) {
    return kept.stream().map(e -> Example.gold(setup.tasks().byId(e.taskId()))).toList();
  }

  /** Step 5: the base model trained on examples; an arm without examples is left out. */
  private void train(String arm, List<Example> examples) {
    if (examples.isEmpty()) {
      note("arm " + arm, "left out: there is nothing to learn");
      return;
    }
    score(arm, learn(arm, examples));
  }

  private LanguageModel learn(String name, List<Example> examples) {
    String folder = "models/" + name.replaceAll("[^A-Za-z0-9]+", "-");
    return setup
        .learner()
        .learn(setup.model(), examples, options.student(), name, run.file(folder));
  }

  private void score(String arm, LanguageModel model) {
    PassAtK pass = pass(arm, model);
    arms.put(arm, pass);
    note("arm " + arm, "pass@1 " + pass.at(1));
  }

  private PassAtK pass(String arm, LanguageModel model) {
    return new ArmComparison(
            setup.tasks().test(), Map.of(arm, model), options.test(), judge, run.path())
        .board()
        .arm(arm);
  }

  private SampleEfficiency curve(String arm, List<Example> examples, SampleEfficiency before) {
    List<Example> shuffled = new ArrayList<>(examples);
    Collections.shuffle(shuffled, new Random(options.seed()));
    SampleEfficiency efficiency = before;
    for (int size : new TreeSet<>(options.curve())) {
      if (size < shuffled.size() && (options.baselines() || arm.equals(RoundResult.ILF))) {
        String name = arm + " " + size;
        PassAtK pass = pass(name, learn(name, shuffled.subList(0, size)));
        note("curve " + name, "pass@1 " + pass.at(1));
        efficiency = efficiency.with(arm, size, pass);
      }
    }
    return arms.containsKey(arm)
        ? efficiency.with(arm, examples.size(), arms.get(arm))
        : efficiency;
  }

  private RoundResult finished(SampleEfficiency efficiency) {
    RoundResult result =
        new RoundResult(run.path(), new Funnel(funnel), Leaderboard.of(arms), efficiency);
    Figures.save(result.figure(), run.file("figures/pass-at-1"));
    if (!efficiency.points().isEmpty()) {
      Figures.save(result.efficiencyFigure(), run.file("figures/sample-efficiency"));
    }
    note("finished", result.funnel().toString());
    return result;
  }

  private static int train(Iterable<Integer> taskIds) {
    int count = 0;
    for (int id : taskIds) {
      count += Split.TRAIN.contains(id) ? 1 : 0;
    }
    return count;
  }

  private void note(String stage, String summary) {
    long now = System.nanoTime();
    run.finished(stage, summary, (now - since) / 1e9);
    since = now;
  }
}
