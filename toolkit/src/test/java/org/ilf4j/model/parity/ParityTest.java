package org.ilf4j.model.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.djl.DjlEngine;
import org.ilf4j.model.engine.Engine;
import org.ilf4j.model.engine.Prefix;
import org.ilf4j.model.engine.Row;
import org.ilf4j.model.naive.NaiveEngine;
import org.ilf4j.model.vector.VectorEngine;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every engine computes what transformers computes, within 1e-4, and continues with equal tokens.
 */
class ParityTest {
  private static final float TOLERANCE = 1e-4f;
  private static final int NAIVE_LIMIT = 300;

  private record Candidate(
      String name, int longest, int largestVocabulary, Function<Checkpoint, Engine> make) {}

  private static List<Candidate> candidates() {
    return List.of(
        new Candidate("naive", NAIVE_LIMIT, 2000, NaiveEngine::new),
        new Candidate("vector", Integer.MAX_VALUE, Integer.MAX_VALUE, VectorEngine::new),
        new Candidate("DJL", Integer.MAX_VALUE, Integer.MAX_VALUE, DjlEngine::new));
  }

  @TestFactory
  Stream<DynamicTest> committedReferences() throws Exception {
    List<Path> folders = ReferenceFolders.golden();
    assertThat(folders).hasSize(2);
    return tests(folders);
  }

  @TestFactory
  Stream<DynamicTest> madeReferences() throws Exception {
    return tests(ReferenceFolders.made());
  }

  private static Stream<DynamicTest> tests(List<Path> folders) {
    return folders.stream()
        .flatMap(
            folder ->
                candidates().stream()
                    .map(
                        candidate ->
                            DynamicTest.dynamicTest(
                                folder.getFileName() + " " + candidate.name(),
                                () -> compare(folder, candidate))));
  }

  private static void compare(Path folder, Candidate candidate) throws IOException {
    Reference reference = Reference.read(folder);
    if (reference.checkpoint().config().vocabSize() > candidate.largestVocabulary()) {
      return; // the plain loops would take minutes
    }
    List<Reference.Text> texts =
        reference.texts().stream().filter(t -> t.ids().length <= candidate.longest()).toList();
    try (Engine engine = candidate.make().apply(reference.checkpoint())) {
      float largest = 0;
      for (Reference.Text text : texts) {
        largest = Math.max(largest, difference(engine.logits(text.ids()), text.logits()));
        largest = Math.max(largest, prefillDifference(engine, text));
      }
      System.out.printf("parity %s %s: %.1e%n", reference, candidate.name(), largest);
      assertThat(largest).isLessThan(TOLERANCE);
      continueTogether(engine, texts.stream().filter(text -> text.greedy() != null).toList());
    }
  }

  private static float prefillDifference(Engine engine, Reference.Text text) {
    float[] last = new float[engine.config().vocabSize()];
    engine.prefill(text.ids(), last).close();
    float[][] expected = {text.logits()[text.ids().length - 1]};
    return difference(new float[][] {last}, expected);
  }

  /** One batch of texts of unequal lengths, decoded greedily. */
  private static void continueTogether(Engine engine, List<Reference.Text> texts) {
    int vocab = engine.config().vocabSize();
    List<Prefix> prefixes = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    int[] next = new int[texts.size()];
    for (int i = 0; i < next.length; i++) {
      float[] logits = new float[vocab];
      prefixes.add(engine.prefill(texts.get(i).ids(), logits));
      rows.add(engine.open(prefixes.get(i), texts.get(i).greedy().length));
      next[i] = likeliest(logits, 0, vocab);
    }
    float[] logits = new float[next.length * vocab];
    for (int position = 0; position < 12; position++) {
      for (int i = 0; i < next.length; i++) {
        assertThat(next[i]).isEqualTo(texts.get(i).greedy()[position]);
      }
      engine.step(rows, next, logits);
      for (int i = 0; i < next.length; i++) {
        next[i] = likeliest(logits, i * vocab, vocab);
      }
    }
    rows.forEach(Row::close);
    prefixes.forEach(Prefix::close);
  }

  private static int likeliest(float[] logits, int from, int length) {
    int best = 0;
    for (int i = 1; i < length; i++) {
      if (logits[from + i] > logits[from + best]) {
        best = i;
      }
    }
    return best;
  }

  private static float difference(float[][] actual, float[][] expected) {
    assertThat(actual.length).isEqualTo(expected.length);
    float largest = 0;
    for (int i = 0; i < actual.length; i++) {
      for (int j = 0; j < actual[i].length; j++) {
        float difference = Math.abs(actual[i][j] - expected[i][j]);
        if (!(difference <= largest)) { // NaN counts as different
          largest = difference;
        }
      }
    }
    return largest;
  }
}
