package org.ilf4j.toy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ilf4j.feedback.FeedbackSource;
import org.ilf4j.feedback.Feedbacks;
import org.ilf4j.judge.Judge;
import org.ilf4j.metric.Comparison;
import org.ilf4j.metric.PassAtK;
import org.ilf4j.model.CodeGen;
import org.ilf4j.practice.Practice;
import org.ilf4j.prompt.PromptTemplate;
import org.ilf4j.prompt.RefinementTemplate;
import org.ilf4j.refine.Refiner;
import org.ilf4j.sample.Sampler;
import org.ilf4j.task.Tasks;
import org.junit.jupiter.api.Test;

/** codegen-nano reads what is said about a program, before any fine-tuning. */
class ReadingTest {
  private static final int SEED = 7;
  private static final int TRIES = 5;
  private static final int WORDS = 30;

  private final Tasks tasks = Practice.load();
  private final Judge judge = Judge.standard();
  private final CodeGen nano = CodeGen.load("nano");

  @Test
  void theRightWordsHelpMoreThanThoseOnAnotherTasksProgram() {
    Sampler sampler = Sampler.of(nano).perTask(2).maxNewTokens(96).seed(SEED);
    Feedbacks said =
        FeedbackSource.simulated(SEED)
            .on(judge.judge(sampler.sample(tasks.test())).failures().onePerTask(SEED));
    Comparison words = Comparison.of(repaired(said), repaired(said.unrelated(SEED)), 1);
    System.out.println("right against unrelated feedback: " + words);
    assertThat(words.difference().low()).isPositive();
  }

  private PassAtK repaired(Feedbacks said) {
    Refiner refiner = Refiner.of(nano).perTask(TRIES).maxNewTokens(96).seed(SEED);
    return PassAtK.of(refiner.refine(tasks, said).judgedBy(judge).verdicts(), 1);
  }

  @Test
  void itDoesWhatItIsTold() {
    String prompt = PromptTemplate.mbpp().render(tasks.byId(14)).text();
    String old =
        prompt
            + "    result = list(range(n))\n"
            + "    result = [x for x in result if x > 5]\n"
            + "    return result";
    for (String digit : List.of("2", "4", "6", "8")) {
      String said = "In line 2, use `> " + digit + "` instead of `> 5`.";
      assertThat(nano.complete(RefinementTemplate.render(old, said, prompt)).text())
          .contains("> " + digit)
          .doesNotContain("> 5");
    }
  }

  /** Shuffled words of code, said twice: whoever copies finds the second saying easier. */
  @Test
  void itCopies() {
    List<String> words =
        tasks.stream()
            .flatMap(task -> task.code().strip().lines().skip(1))
            .flatMap(line -> List.of(line.strip().split("\\s+")).stream())
            .distinct()
            .sorted()
            .toList();
    Random random = new Random(SEED);
    double once = 0;
    double twice = 0;
    for (int i = 0; i < 20; i++) {
      String said =
          IntStream.range(0, WORDS)
              .mapToObj(w -> " " + words.get(random.nextInt(words.size())))
              .collect(Collectors.joining());
      once += Math.log(nano.perplexity("\n", said)) / 20;
      twice += Math.log(nano.perplexity(said, said)) / 20;
    }
    System.out.printf("nats a token: said once %.2f, said again %.2f%n", once, twice);
    assertThat(twice).isLessThan(0.8 * once);
  }
}
