package org.ilf4j.practice;

import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.ilf4j.prompt.PromptTemplate;
import org.ilf4j.prompt.RefinementTemplate;
import org.ilf4j.task.Task;

/**
 * An endless stream of documents to train a language model on: task prompts with programs, right
 * and wrong, and reviews of programs. No document holds a composition of the practice tasks' Test
 * split.
 *
 * <pre>{@code
 * Iterator<Document> documents = Corpus.of(options).documents(7);
 * }</pre>
 */
public final class Corpus {
  private final CorpusOptions options;
  private final Exercises exercises = new Exercises();
  private final Set<String> heldOut = PracticeTasks.heldOut(PracticeTasks.SEED);

  private Corpus(CorpusOptions options) {
    this.options = options;
  }

  /** A corpus with these shares. */
  public static Corpus of(CorpusOptions options) {
    return new Corpus(options);
  }

  /** The documents of a seed, without end; equal seeds and options give equal documents. */
  public Iterator<Document> documents(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    return Stream.generate(() -> next(random)).iterator();
  }

  /** Its shares in one line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "Corpus of practice documents: %.0f %% reviews, of which %.0f %% end wrong; %.0f %% of the other programs are wrong",
        100 * options.reviewShare(),
        100 * options.wrongRefinementShare(),
        100 * options.wrongShare());
  }

  private Document next(RandomGenerator random) {
    Exercise exercise = exercise(random);
    Task task = exercise.task(0);
    String prompt = PromptTemplate.mbpp().render(task).text();
    if (random.nextDouble() < options.reviewShare()) {
      return review(exercise, task, prompt, random);
    }
    boolean wrong = random.nextDouble() < options.wrongShare();
    String body = wrong ? spoiled(exercise, random) : exercise.body();
    return new Document(prompt, body, wrong, false);
  }

  /**
   * A wrong program, a remark and a new program. Of the wrong new programs half obey a remark that
   * asks for something wrong, half ignore a right one: so a remark tells what is written next, and
   * it is worth a model's while to read it.
   */
  private Document review(Exercise exercise, Task task, String prompt, RandomGenerator random) {
    String old = spoiled(exercise, random);
    boolean wrong = random.nextDouble() < options.wrongRefinementShare();
    String other = wrong ? spoiled(exercise, random) : exercise.body();
    boolean misled = wrong && !other.equals(old) && random.nextBoolean();
    String asked = misled ? prompt + other : task.code();
    String remark = options.annotator().apply(prompt + old, asked);
    boolean unchanged = wrong && !misled && random.nextBoolean();
    String written = unchanged ? old : other;
    return new Document(
        RefinementTemplate.render(prompt + old, remark, prompt), written, wrong, true);
  }

  private Exercise exercise(RandomGenerator random) {
    while (true) {
      Exercise exercise = exercises.draw(random);
      if (!heldOut.contains(exercise.plan().composition())) {
        return exercise;
      }
    }
  }

  /** A wrong body that is no held-out composition either. */
  private String spoiled(Exercise exercise, RandomGenerator random) {
    while (true) {
      Bug.Faulty faulty = exercises.spoil(exercise, random);
      if (!heldOut.contains(faulty.plan().composition())) {
        return exercise.body(faulty);
      }
    }
  }
}
