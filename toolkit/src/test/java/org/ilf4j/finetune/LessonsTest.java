package org.ilf4j.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.ilf4j.model.tokenizer.Tokenizer;
import org.ilf4j.prompt.Example;
import org.junit.jupiter.api.Test;

class LessonsTest {
  private final Tokenizer tokenizer = TinyModel.tokenizer();
  private final Example example = new Example(1, "def f(x):\n", "    return x");

  @Test
  void theLessonIsPromptThenCompletionThenEndOfText() {
    Lesson lesson = new Lessons(tokenizer, 64, false).of(example);
    int[] prompt = tokenizer.encode(example.prompt());
    assertThat(lesson.firstLearned()).isEqualTo(prompt.length);
    assertThat(lesson.ids()).startsWith(prompt).endsWith(tokenizer.eosId());
    int[] learned =
        Arrays.copyOfRange(lesson.ids(), lesson.firstLearned(), lesson.ids().length - 1);
    assertThat(learned).containsExactly(tokenizer.encode(example.completion()));
  }

  @Test
  void aLongCompletionIsCutAndLosesItsEnd() {
    int[] whole = new Lessons(tokenizer, 64, false).of(example).ids();
    int[] cut = new Lessons(tokenizer, whole.length - 2, false).of(example).ids();
    assertThat(cut).containsExactly(Arrays.copyOf(whole, whole.length - 2));
    assertThat(cut).doesNotContain(tokenizer.eosId());
  }

  @Test
  void thePromptIsLearnedOnRequestButForItsFirstToken() {
    assertThat(new Lessons(tokenizer, 64, true).of(example).firstLearned()).isEqualTo(1);
  }

  @Test
  void anExampleWithoutPromptIsLearnedFromItsSecondToken() {
    Example bare = new Example(1, "", example.completion());
    assertThat(new Lessons(tokenizer, 64, false).of(bare).firstLearned()).isEqualTo(1);
  }
}
