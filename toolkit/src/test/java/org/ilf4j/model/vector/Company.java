package org.ilf4j.model.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ilf4j.model.engine.Engine;
import org.ilf4j.model.engine.Prefix;
import org.ilf4j.model.engine.Row;

/** One row among others. */
final class Company {
  private Company() {}

  /**
   * The text's logits from {@code split - 1} on: a prompt, then steps beside other rows, some of
   * the same prompt and some of others, which come and go.
   */
  static float[][] logits(Engine engine, int[] text, int split, int company) {
    int vocab = engine.config().vocabSize();
    Random random = new Random(company);
    List<float[]> found = new ArrayList<>();
    float[] logits = new float[vocab * (company + 1)];
    try (Prefix prompt = engine.prefill(Arrays.copyOf(text, split), logits);
        Prefix other =
            engine.prefill(new Random(4).ints(9, 0, vocab).toArray(), new float[vocab])) {
      found.add(Arrays.copyOf(logits, vocab));
      Row observed = engine.open(prompt, text.length - split);
      List<Row> others = new ArrayList<>();
      for (int i = split; i < text.length; i++) {
        int present = company == 0 ? 0 : random.nextInt(company + 1);
        while (others.size() > present || others.stream().anyMatch(row -> row.length() > 20)) {
          others.remove(0).close();
        }
        while (others.size() < present) {
          others.add(engine.open(random.nextInt(3) == 0 ? other : prompt, 30));
        }
        List<Row> rows = new ArrayList<>(others);
        int at = random.nextInt(present + 1);
        rows.add(at, observed);
        int[] tokens = random.ints(rows.size(), 0, vocab).toArray();
        tokens[at] = text[i];
        engine.step(rows, tokens, logits);
        found.add(Arrays.copyOfRange(logits, at * vocab, (at + 1) * vocab));
      }
    }
    return found.toArray(float[][]::new);
  }
}
