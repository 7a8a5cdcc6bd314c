package org.ilf4j.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.ilf4j.sample.Sample;
import org.ilf4j.sandbox.PlainValue;
import org.ilf4j.sandbox.Sandbox;
import org.ilf4j.task.SharedFiles;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;
import org.junit.jupiter.api.Test;

/** MBPP's own programs pass their tests, and fail them when one literal is changed. */
class MbppGoldTest {
  private static final long SEED = 20;
  private static final int TESTS_OF_ANOTHER_FORM = 3;

  @Test
  void allGoldProgramsPassStrictly() {
    Optional<Path> file = SharedFiles.find("mbpp.jsonl");
    if (file.isPresent()) {
      Tasks tasks = Tasks.read(file.get());
      Verdicts verdicts = Judge.standard().judge(tasks, gold(tasks));
      assertThat(verdicts.passes().taskIds()).isEqualTo(tasks.ids());
    }
  }

  @Test
  void allWrongValueMutantsFail() {
    Optional<Path> file = SharedFiles.find("mbpp.jsonl");
    if (file.isPresent()) {
      Tasks mutants = mutants(Tasks.read(file.get()));
      Verdicts verdicts = Judge.standard().judge(mutants, gold(mutants));
      List<String> notCaught = new ArrayList<>();
      for (Verdict verdict : verdicts) {
        Task task = mutants.byId(verdict.taskId());
        long wrong =
            verdict.tests().stream()
                .filter(t -> t.outcome().equals(new Outcome.WrongValue()))
                .count();
        if (wrong != task.tests().size()) {
          notCaught.add(verdict.toString());
        }
      }
      assertThat(notCaught).isEmpty();
    }
  }

  private static List<Sample> gold(Tasks tasks) {
    return tasks.stream().map(task -> Programs.sample(task.id(), 0, task.code())).toList();
  }

  /** Every task with every test's expected value changed in one place. */
  private static Tasks mutants(Tasks tasks) {
    Random random = new Random(SEED);
    List<Task> mutants = new ArrayList<>();
    int otherForms = 0;
    try (TestReader reader = new TestReader(Sandbox.standard())) {
      for (TestPlan plan : reader.plan(tasks.list(), Rules.STRICT)) {
        Task task = plan.task();
        List<String> changed = new ArrayList<>();
        for (PlannedTest test : plan.tests()) {
          if (test instanceof PlannedTest.Equal equal) {
            PlainValue wrong = Mutation.of(equal.expected(), random);
            changed.add("assert " + equal.call() + " == " + wrong.repr(1_000_000));
          } else {
            otherForms++;
            changed.add(test.test() + " + 1");
          }
        }
        mutants.add(
            new Task(task.id(), task.text(), task.code(), task.setupCode(), changed, List.of()));
      }
    }
    assertThat(otherForms).isEqualTo(TESTS_OF_ANOTHER_FORM);
    return Tasks.of("mutants", mutants);
  }

  /** Changes one literal of a value. */
  private static final class Mutation {
    static PlainValue of(PlainValue value, Random random) {
      if (value instanceof PlainValue.Bool bool) {
        return new PlainValue.Bool(!bool.value());
      }
      if (value instanceof PlainValue.Int number) {
        return new PlainValue.Int(number.value().add(BigInteger.ONE));
      }
      if (value instanceof PlainValue.Real real) {
        return new PlainValue.Real(real.value() * 1.001 + 0.001);
      }
      if (value instanceof PlainValue.Complex complex) {
        return new PlainValue.Complex(complex.real() + 1, complex.imaginary());
      }
      if (value instanceof PlainValue.Text text) {
        return new PlainValue.Text(text.value() + "~");
      }
      if (value instanceof PlainValue.Items items && !items.items().isEmpty()) {
        List<PlainValue> changed = new ArrayList<>(items.items());
        int at = random.nextInt(changed.size());
        changed.set(at, of(changed.get(at), random));
        return new PlainValue.Items(items.kind(), changed);
      }
      if (value instanceof PlainValue.Mapping mapping && !mapping.entries().isEmpty()) {
        List<PlainValue.Entry> changed = new ArrayList<>(mapping.entries());
        int at = random.nextInt(changed.size());
        PlainValue.Entry entry = changed.get(at);
        changed.set(at, new PlainValue.Entry(entry.key(), of(entry.value(), random)));
        return new PlainValue.Mapping(changed);
      }
      return new PlainValue.Int(BigInteger.valueOf(7));
    }
  }
}
