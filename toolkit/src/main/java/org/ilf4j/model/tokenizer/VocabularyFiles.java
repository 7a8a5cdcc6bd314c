package org.ilf4j.model.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The older form of a byte-level BPE: {@code vocab.json}, {@code merges.txt}, and {@code
 * added_tokens.json} with CodeGen's runs of spaces and tabs.
 */
final class VocabularyFiles {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String END_OF_TEXT = "<|endoftext|>";

  private VocabularyFiles() {}

  /** The same tokenizer as one {@code tokenizer.json}. */
  static byte[] asTokenizerJson(Path folder) throws IOException {
    JsonNode vocabulary = JSON.readTree(folder.resolve("vocab.json").toFile());
    SortedMap<Integer, String> added = new TreeMap<>();
    if (vocabulary.has(END_OF_TEXT)) {
      added.put(vocabulary.get(END_OF_TEXT).asInt(), END_OF_TEXT);
    }
    Path more = folder.resolve("added_tokens.json");
    if (Files.exists(more)) {
      JSON.readTree(more.toFile())
          .properties()
          .forEach(token -> added.put(token.getValue().asInt(), token.getKey()));
    }
    return TokenizerJson.of(vocabulary, merges(folder.resolve("merges.txt")), added);
  }

  /** Each line is one merge; the first may be a remark on the format's version. */
  private static List<String> merges(Path file) throws IOException {
    List<String> merges = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isEmpty() && !line.startsWith("#version")) {
        merges.add(line);
      }
    }
    return merges;
  }
}
