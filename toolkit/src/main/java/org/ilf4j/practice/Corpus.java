package org.ilf4j.practice;

import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.ilf4j.prompt.PromptTemplate;

/**
 * An endless stream of documents to train a language model on: task prompts with programs, right
 * and wrong, reviews of programs, and drills in reading reviews. No document holds a composition of
 * the practice tasks' Test split.
 *
 * <pre>{@code
 * Iterator<Document> documents = Corpus.of(options).documents(7);
 * }</pre>
 */
public final class Corpus {
  private final CorpusOptions options;
  private final Exercises exercises = new Exercises();
  private final Set<String> heldOut = PracticeTasks.heldOut(PracticeTasks.SEED);
  private final Reviews reviews;
  private final Drill drill;

  private Corpus(CorpusOptions options) {
    this.options = options;
    this.reviews = new Reviews(exercises, heldOut, options.annotator());
    this.drill = new Drill(exercises, options.annotator());
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
    String drills =
        options.drillShare() > 0
            ? String.format(Locale.ROOT, "%.0f %% drills; of the rest ", 100 * options.drillShare())
            : "";
    return String.format(
        Locale.ROOT,
        "Corpus of practice documents: %s%.0f %% reviews, of which %.0f %% end wrong; %.0f %% of the other programs are wrong",
        drills,
        100 * options.reviewShare(),
        100 * options.wrongRefinementShare(),
        100 * options.wrongShare());
  }

  private Document next(RandomGenerator random) {
    if (options.drillShare() > 0 && random.nextDouble() < options.drillShare()) {
      return drill.draw(random);
    }
    Exercise exercise = exercise(random);
    String prompt = PromptTemplate.mbpp().render(exercise.task(0)).text();
    if (random.nextDouble() < options.reviewShare()) {
      boolean wrong = random.nextDouble() < options.wrongRefinementShare();
      return reviews.draw(exercise, prompt, wrong, random);
    }
    boolean wrong = random.nextDouble() < options.wrongShare();
    String body = wrong ? spoiled(exercise, random) : exercise.body();
    return new Document(prompt, body, wrong, false);
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
    return exercise.body(exercises.spoil(exercise, heldOut, random));
  }
}
