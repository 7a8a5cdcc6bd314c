package org.ilf4j.model.tokenizer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Learns a byte-level BPE vocabulary in the form of CodeGen's: 256 bytes, merges, {@code
 * <|endoftext|>}, runs of spaces and tabs.
 *
 * <pre>{@code
 * Tokenizer tokenizer = BpeTrainer.train(documents, 1024);
 * }</pre>
 *
 * <p>Deterministic: of pairs equally frequent, the one with the smaller ids is merged first.
 */
public final class BpeTrainer {
  private static final int BYTES = 256;

  private final List<String> tokens = new ArrayList<>();
  private final List<String> merges = new ArrayList<>();
  private final List<Word> words;

  /** A piece of text that occurs {@code count} times, as ids; merging shortens them. */
  private static final class Word {
    private int[] ids;
    private final long count;

    Word(String text, long count) {
      this.ids = ByteAlphabet.bytes(text);
      this.count = count;
    }

    void merge(Pair pair, int merged) {
      int length = 0;
      for (int i = 0; i < ids.length; i++) {
        boolean here = i + 1 < ids.length && ids[i] == pair.left() && ids[i + 1] == pair.right();
        ids[length++] = here ? merged : ids[i];
        i += here ? 1 : 0;
      }
      ids = Arrays.copyOf(ids, length);
    }
  }

  private record Pair(int left, int right) {}

  private BpeTrainer(Iterable<String> texts) {
    for (int value = 0; value < BYTES; value++) {
      tokens.add(String.valueOf(ByteAlphabet.of(value)));
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    texts.forEach(text -> PreTokens.pieces(text, piece -> counts.merge(piece, 1L, Long::sum)));
    words = counts.entrySet().stream().map(e -> new Word(e.getKey(), e.getValue())).toList();
  }

  /**
   * Learns from texts.
   *
   * @param size ids in all, 295 (no merge) or more; fewer come out where the texts hold no pair
   *     twice
   */
  public static Tokenizer train(Iterable<String> texts, int size) {
    List<String> runs = PreTokens.runs();
    int merges = size - BYTES - 1 - runs.size();
    if (merges < 0) {
      throw new IllegalArgumentException(
          "A vocabulary of %d is too small; bytes, end-of-text and runs of spaces alone need %d."
              .formatted(size, BYTES + 1 + runs.size()));
    }
    BpeTrainer trainer = new BpeTrainer(texts);
    trainer.merge(merges);
    try {
      return FileTokenizer.of(TokenizerJson.of(trainer.tokens, trainer.merges, runs));
    } catch (IOException e) {
      throw new UncheckedIOException("The new tokenizer cannot be read back", e);
    }
  }

  private void merge(int most) {
    for (int i = 0; i < most; i++) {
      Pair pair = mostFrequent();
      if (pair == null) {
        return;
      }
      int merged = tokens.size();
      merges.add(tokens.get(pair.left()) + " " + tokens.get(pair.right()));
      tokens.add(tokens.get(pair.left()) + tokens.get(pair.right()));
      words.forEach(word -> word.merge(pair, merged));
    }
  }

  /** The pair that occurs most often, at least twice; null where there is none. */
  private Pair mostFrequent() {
    Map<Pair, Long> counts = new HashMap<>();
    for (Word word : words) {
      for (int i = 0; i + 1 < word.ids.length; i++) {
        counts.merge(new Pair(word.ids[i], word.ids[i + 1]), word.count, Long::sum);
      }
    }
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 1)
        .min(
            Map.Entry.<Pair, Long>comparingByValue()
                .reversed()
                .thenComparing(entry -> entry.getKey().left())
                .thenComparing(entry -> entry.getKey().right()))
        .map(Map.Entry::getKey)
        .orElse(null);
  }
}
