package org.ilf4j.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.ilf4j.feedback.FeedbackEntry.State;
import org.ilf4j.judge.Cost;
import org.ilf4j.judge.Judge;
import org.ilf4j.judge.Outcome;
import org.ilf4j.judge.TestResult;
import org.ilf4j.judge.Verdict;
import org.ilf4j.judge.Verdicts;
import org.ilf4j.sample.Sample;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;
import org.ilf4j.toy.ToyTasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackSourceTest {
  @TempDir private Path folder;

  private final Tasks tasks = ToyTasks.of(0, 3, 2);

  private static Verdict failing(Task task, String body) {
    Sample sample = new Sample(task.id(), 0, prompt(task), body, body, "RULE");
    Outcome wrong = new Outcome.WrongValue();
    TestResult test = new TestResult(task.tests().get(0), wrong, "1", "9", "wrong value", 0, 0.1);
    return new Verdict(sample, wrong, List.of(test), "", new Cost(0, 0, 0), Set.of());
  }

  private static String prompt(Task task) {
    return "\"\"\"\n" + task.text() + "\n\"\"\"\n\ndef add_" + task.id() + "(x):\n";
  }

  private Verdicts failing() {
    return Verdicts.of(
        tasks, tasks.stream().map(t -> failing(t, "    y = x\n    return y + 0")).toList());
  }

  private FeedbackSource person(String typed, FeedbackLog log) {
    ByteArrayInputStream in = new ByteArrayInputStream(typed.getBytes(Charset.defaultCharset()));
    return new PersonAtKeyboard("ann", log, in, new PrintStream(new ByteArrayOutputStream()));
  }

  @Test
  void theSimulatedAnnotatorSaysWhatToChangeAndCorrectsTheProgram() {
    Feedbacks said = FeedbackSource.simulated(1).on(failing());
    assertThat(said.size()).isEqualTo(5);
    Feedback first = said.list().get(0);
    assertThat(first.simulated()).isTrue();
    assertThat(first.text()).contains("`+ 111`").contains("ine 2");
    assertThat(first.refinement()).isEqualTo(first.prompt() + "    y = x\n    return y + 111");
    assertThat(said.toString()).contains("(simulated)");
  }

  @Test
  void aGeneralRemarkTellsTheFailingTest() {
    Task task = tasks.byId(111);
    Feedback said = FeedbackSource.simulated(1).on(task, failing(task, "    pass")).orElseThrow();
    assertThat(said.text()).endsWith("It returns `1` where `9` is expected.");
  }

  @Test
  void correctedProgramsCountIfTheyPassAndAreNearTheOldOne() {
    Feedbacks said = FeedbackSource.simulated(1).on(failing());
    List<Feedback> mixed = new java.util.ArrayList<>(said.list());
    Feedback wrong = mixed.get(1);
    mixed.set(1, wrong.withRefinement(wrong.prompt() + "    y = x\n    return y + 1"));
    Feedback far = mixed.get(2);
    mixed.set(
        2,
        far.withRefinement(
            far.prompt() + "    total = [x, 113]\n    return sum(number for number in total)"));
    assertThat(Feedbacks.of(mixed).kept(tasks, Judge.standard()).taskIds())
        .containsExactly(111, 311, 312);
  }

  @Test
  void unrelatedWordsNeverComeFromTheSameTask() {
    Feedbacks said = FeedbackSource.simulated(1).on(failing());
    for (long seed = 0; seed < 20; seed++) {
      Feedbacks unrelated = said.unrelated(seed);
      assertThat(unrelated.taskIds()).isEqualTo(said.taskIds());
      assertThat(IntStream.range(0, said.size()))
          .noneMatch(i -> unrelated.list().get(i).text().equals(said.list().get(i).text()));
      assertThat(unrelated.list()).allMatch(f -> f.refinement() == null);
    }
    Feedbacks one = Feedbacks.of(said.list().subList(0, 1));
    assertThatThrownBy(() -> one.unrelated(0)).hasMessageContaining("2 tasks or more");
  }

  @Test
  void aFileAnswersForTheProgramElseForTheTask() {
    Feedbacks said = FeedbackSource.simulated(1).on(failing());
    Path file = folder.resolve("said.jsonl");
    said.write(file);
    Task task = tasks.byId(311);
    FeedbackSource source = FeedbackSource.file(file);
    assertThat(source.on(failing()).list()).isEqualTo(said.list());
    assertThat(source.on(task, failing(task, "    return 0")).orElseThrow().program())
        .isEqualTo(said.of(311).orElseThrow().program());
    Task other = ToyTasks.task(900);
    assertThat(source.on(other, failing(other, "    return 0"))).isEmpty();
  }

  @Test
  void aReplayOfNothingSaysWhatToDo() {
    FeedbackLog log = FeedbackLog.at(folder);
    assertThatThrownBy(() -> FeedbackSource.replay(log))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Nobody is asked in a replay, and " + log.path() + " holds no saved");
  }

  @Test
  void aPersonIsAskedOnceAndMayPassOver() {
    FeedbackLog log = FeedbackLog.at(folder);
    Verdicts two = Verdicts.of(tasks, failing().list().subList(0, 2));
    Feedbacks said = person("Add 111,\nnot 0.\n\n\n", log).on(two);
    assertThat(said.list()).hasSize(1);
    assertThat(said.list().get(0).text()).isEqualTo("Add 111,\nnot 0.");
    assertThat(said.list().get(0).simulated()).isFalse();
    Sample second = two.list().get(1).sample();
    assertThat(log.last(second.taskId(), second.program(), "ann").orElseThrow().state())
        .isEqualTo(State.SKIPPED);
    assertThat(person("", log).on(two).list()).isEqualTo(said.list());
    assertThat(FeedbackSource.replay(log).on(two).list()).isEqualTo(said.list());
  }

  @Test
  void saysSoWhenNobodyIsThere() {
    FeedbackLog log = FeedbackLog.at(folder);
    assertThatThrownBy(() -> person("half an ans", log).on(failing()))
        .hasMessageContaining("Nobody is here to answer for task 111")
        .hasMessageContaining("replay");
  }
}
