package org.ilf4j.finetune;

import java.util.Arrays;
import java.util.List;
import org.ilf4j.model.tokenizer.Tokenizer;
import org.ilf4j.prompt.Example;

/**
 * Examples to ids. Prompt and completion are encoded apart, as sampling meets them, so no token
 * crosses the boundary.
 */
record Lessons(Tokenizer tokenizer, int maxTokens, boolean learnPrompts) {

  /**
   * The lessons in the examples' order. A completion that reaches past the limit is cut there and
   * loses its end-of-text.
   *
   * @throws IllegalArgumentException naming the example whose prompt alone fills the limit
   */
  List<Lesson> of(List<Example> examples) {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("There are 0 examples to train on; at least 1 is needed.");
    }
    return examples.stream().map(this::of).toList();
  }

  Lesson of(Example example) {
    int[] prompt = tokenizer.encode(example.prompt());
    int[] completion = tokenizer.encode(example.completion());
    if (prompt.length >= maxTokens) {
      throw new IllegalArgumentException(
          "The prompt of an example of task %d has %d tokens; the limit is %d for prompt and completion. Leave the example out or raise maxTokens up to the model's context."
              .formatted(example.taskId(), prompt.length, maxTokens));
    }
    int[] ids = Arrays.copyOf(prompt, prompt.length + completion.length + 1);
    System.arraycopy(completion, 0, ids, prompt.length, completion.length);
    ids[ids.length - 1] = tokenizer.eosId();
    int first = learnPrompts ? 1 : Math.max(1, prompt.length);
    return new Lesson(Arrays.copyOf(ids, Math.min(ids.length, maxTokens)), first);
  }
}
