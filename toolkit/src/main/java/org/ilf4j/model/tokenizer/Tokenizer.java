package org.ilf4j.model.tokenizer;

import java.nio.file.Path;

/**
 * Text to token ids and back, without special tokens and without tidying spaces: {@code
 * decode(encode(text))} is {@code text}.
 */
public interface Tokenizer {

  /** Reads the tokenizer of a checkpoint folder. */
  static Tokenizer read(Path folder) {
    return FileTokenizer.read(folder);
  }

  /** The ids of a text; nothing is added before or after. */
  int[] encode(String text);

  /** The text of ids; bytes that are no whole character become U+FFFD. */
  String decode(int... ids);

  /** The id of {@code <|endoftext|>}. */
  int eosId();

  /** How many ids there are: 0 to size - 1. A model's ids from here on are padding. */
  int size();

  /** The name of one id in the vocabulary, such as {@code Ġdef}; null for an unused id. */
  String token(int id);

  /** Writes the tokenizer's files so that {@link #read} and transformers find them. */
  void save(Path folder);
}
