package org.ilf4j.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ilf4j.sample.Sample;
import org.ilf4j.sample.Samples;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;
import org.junit.jupiter.api.Test;

class MbppGoldTest {
  @Test
  void allGoldProgramsPass() {
    Optional<Path> file = sharedMbpp();
    if (file.isEmpty()) {
      System.out.println("skipped: MBPP's file is not in ../shared/data");
      return;
    }
    Tasks tasks = Tasks.read(file.get());
    List<Sample> gold = new ArrayList<>();
    for (Task task : tasks) {
      gold.add(new Sample(task.id(), 0, "", task.code(), task.code(), 0, "RULE"));
    }
    Judge judge = Judge.standard();
    for (int i = 0; i < 3; i++) {
      long t = System.nanoTime();
      Verdicts verdicts = judge.judge(Samples.of(tasks, gold));
      System.out.println(verdicts + " " + 974e9 / (System.nanoTime() - t));
      verdicts.failures().forEach(System.out::println);
      assertThat(verdicts.failures()).isEmpty();
    }
  }

  static Optional<Path> sharedMbpp() {
    String set = System.getenv("ILF_SHARED_DATA");
    Path folder = set != null ? Path.of(set) : Path.of("../../shared/data");
    Path file = folder.resolve("mbpp.jsonl");
    return Files.exists(file) ? Optional.of(file) : Optional.empty();
  }
}
