package org.ilf4j.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BpeTrainerTest {
  private static final String PROGRAM =
      "def total(numbers):\n    result = 0\n    for number in numbers:\n"
          + "        result += number\n\n    return result\n";
  private final Tokenizer tokenizer = BpeTrainer.train(List.of(PROGRAM, PROGRAM), 340);

  @Test
  void textComesBack() {
    for (String text :
        List.of(PROGRAM, "", "a\n\n\n  b\t\tc  ", " ".repeat(75) + "x", "naïve € 😀")) {
      assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
    }
  }

  @Test
  void aFrequentWordBecomesOneToken() {
    assertThat(names("numbers")).containsExactly("numbers");
    assertThat(names(" result")).containsExactly("Ġresult");
  }

  @Test
  void aLineFeedNeverMergesWithTheIndentationBehindIt() {
    assertThat(names(":\n        result")).containsExactly(":", "Ċ", "        ", "result");
    int[] whole = tokenizer.encode("x\n    y");
    int[] first = tokenizer.encode("x\n");
    assertThat(whole).startsWith(first);
  }

  @Test
  void idsAreBytesThenMergesThenEndOfTextThenRuns() {
    assertThat(tokenizer.token(tokenizer.eosId())).isEqualTo("<|endoftext|>");
    assertThat(tokenizer.token(tokenizer.eosId() + 1)).isEqualTo(" ".repeat(31));
    assertThat(tokenizer.token(tokenizer.size() - 1)).isEqualTo("\t\t");
    assertThat(tokenizer.size()).isLessThanOrEqualTo(340);
  }

  @Test
  void theSameTextsGiveTheSameTokens() {
    Tokenizer again = BpeTrainer.train(List.of(PROGRAM, PROGRAM), 340);
    for (int id = 0; id < tokenizer.size(); id++) {
      assertThat(again.token(id)).isEqualTo(tokenizer.token(id));
    }
  }

  @Test
  void savedAndReadItIsTheSame(@TempDir Path folder) {
    tokenizer.save(folder);
    assertThat(Tokenizer.read(folder).encode(PROGRAM)).isEqualTo(tokenizer.encode(PROGRAM));
  }

  @Test
  void aVocabularyWithoutRoomIsRefused() {
    assertThatThrownBy(() -> BpeTrainer.train(List.of(PROGRAM), 100))
        .hasMessageContaining("100")
        .hasMessageContaining("295");
  }

  private List<String> names(String text) {
    return java.util.Arrays.stream(tokenizer.encode(text)).mapToObj(tokenizer::token).toList();
  }
}
