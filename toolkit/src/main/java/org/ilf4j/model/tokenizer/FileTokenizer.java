package org.ilf4j.model.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A {@code tokenizer.json}, run by Hugging Face's own library through DJL. */
final class FileTokenizer implements Tokenizer {
  private static final String END_OF_TEXT = "<|endoftext|>";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final byte[] file;
  private final HuggingFaceTokenizer library;
  private final String[] tokens;
  private final int eosId;

  private FileTokenizer(byte[] file, HuggingFaceTokenizer library, String[] tokens, int eosId) {
    this.file = file;
    this.library = library;
    this.tokens = tokens;
    this.eosId = eosId;
  }

  static FileTokenizer read(Path folder) {
    Path path = folder.resolve("tokenizer.json");
    try {
      if (Files.exists(path)) {
        return of(Files.readAllBytes(path));
      }
      if (Files.exists(folder.resolve("vocab.json"))) {
        return of(VocabularyFiles.asTokenizerJson(folder));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the tokenizer in " + folder, e);
    }
    throw new IllegalArgumentException(
        folder + " holds no tokenizer; tokenizer.json, or vocab.json and merges.txt are needed.");
  }

  static FileTokenizer of(byte[] file) throws IOException {
    String[] tokens = tokens(JSON.readTree(file));
    int eosId = java.util.Arrays.asList(tokens).indexOf(END_OF_TEXT);
    if (eosId < 0) {
      throw new IllegalArgumentException("The tokenizer has no " + END_OF_TEXT + " token.");
    }
    System.getProperties().putIfAbsent("OPT_OUT_TRACKING", "true"); // DJL tells Amazon otherwise
    HuggingFaceTokenizer library =
        HuggingFaceTokenizer.newInstance(
            new ByteArrayInputStream(file),
            Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false"));
    return new FileTokenizer(file, library, tokens, eosId);
  }

  private static String[] tokens(JsonNode json) {
    java.util.TreeMap<Integer, String> byId = new java.util.TreeMap<>();
    json.path("model")
        .path("vocab")
        .properties()
        .forEach(entry -> byId.put(entry.getValue().asInt(), entry.getKey()));
    json.path("added_tokens")
        .forEach(token -> byId.put(token.path("id").asInt(), token.path("content").asText()));
    String[] tokens = new String[byId.isEmpty() ? 0 : byId.lastKey() + 1];
    byId.forEach((id, token) -> tokens[id] = token);
    return tokens;
  }

  @Override
  public int[] encode(String text) {
    long[] ids = library.encode(text, false, false).getIds();
    int[] narrow = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      narrow[i] = (int) ids[i];
    }
    return narrow;
  }

  @Override
  public String decode(int... ids) {
    long[] wide = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      wide[i] = ids[i];
    }
    return library.decode(wide, false);
  }

  @Override
  public int eosId() {
    return eosId;
  }

  @Override
  public int size() {
    return tokens.length;
  }

  @Override
  public String token(int id) {
    if (id < 0 || id >= tokens.length) {
      throw new IllegalArgumentException(
          "No token has the id " + id + "; ids go from 0 to " + (tokens.length - 1) + ".");
    }
    return tokens[id];
  }

  @Override
  public void save(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve("tokenizer.json"), file);
      Files.writeString(
          folder.resolve("tokenizer_config.json"),
          """
          {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "bos_token": "<|endoftext|>",
            "eos_token": "<|endoftext|>",
            "unk_token": "<|endoftext|>",
            "add_prefix_space": false,
            "clean_up_tokenization_spaces": false
          }
          """);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the tokenizer to " + folder, e);
    }
  }

  @Override
  public String toString() {
    return "Tokenizer of " + size() + " tokens";
  }
}
