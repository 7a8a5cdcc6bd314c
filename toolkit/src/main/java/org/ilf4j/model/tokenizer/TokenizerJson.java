package org.ilf4j.model.tokenizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes a byte-level BPE as {@code tokenizer.json}. */
final class TokenizerJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String END_OF_TEXT = "<|endoftext|>";

  private TokenizerJson() {}

  /** Tokens have the ids of their places, end-of-text and the runs those behind them. */
  static byte[] of(List<String> tokens, List<String> merges, List<String> runs) {
    ObjectNode vocabulary = JSON.createObjectNode();
    for (int i = 0; i < tokens.size(); i++) {
      vocabulary.put(tokens.get(i), i);
    }
    SortedMap<Integer, String> added = new TreeMap<>();
    int id = tokens.size();
    added.put(id++, END_OF_TEXT);
    for (String run : runs) {
      added.put(id++, run);
    }
    return of(vocabulary, merges, added);
  }

  /** A vocabulary of tokens and ids, and the tokens that are found before any merge. */
  static byte[] of(JsonNode vocabulary, List<String> merges, SortedMap<Integer, String> found) {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", "1.0").putNull("truncation").putNull("padding");
    ArrayNode added = root.putArray("added_tokens");
    found.forEach((id, content) -> add(added, id, content, content.equals(END_OF_TEXT)));
    root.putNull("normalizer");
    byteLevel(root, "pre_tokenizer");
    byteLevel(root, "post_processor");
    byteLevel(root, "decoder");
    model(root.putObject("model"), vocabulary, merges);
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of strings is always JSON", e);
    }
  }

  private static void add(ArrayNode added, int id, String content, boolean special) {
    ObjectNode token = added.addObject().put("id", id).put("content", content);
    token.put("single_word", false).put("lstrip", false).put("rstrip", false);
    token.put("normalized", !special).put("special", special);
  }

  private static void byteLevel(ObjectNode root, String field) {
    ObjectNode part = root.putObject(field).put("type", "ByteLevel");
    part.put("add_prefix_space", false).put("trim_offsets", true).put("use_regex", true);
  }

  private static void model(ObjectNode model, JsonNode vocabulary, List<String> merges) {
    model.put("type", "BPE").putNull("dropout").putNull("unk_token");
    model.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
    model.put("fuse_unk", false).put("byte_fallback", false);
    model.set("vocab", vocabulary);
    ArrayNode list = model.putArray("merges");
    merges.forEach(list::add);
  }
}
