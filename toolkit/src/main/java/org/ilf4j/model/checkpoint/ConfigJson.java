package org.ilf4j.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;

/** {@code config.json} to {@link CodeGenConfig} and back. */
final class ConfigJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<Integer> CODEGEN2_HEAD_DIMS = Set.of(128, 256);

  private ConfigJson() {}

  static CodeGenConfig read(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isRegularFile(folder)) {
      throw new CheckpointException(
          folder + " is a file; give the folder of a checkpoint, the one with config.json.");
    }
    try {
      return parse(JSON.readTree(Files.readAllBytes(file)), file);
    } catch (NoSuchFileException e) {
      throw new CheckpointException(
          (Files.exists(folder) ? "No config.json in " + folder : folder + " does not exist")
              + "; give the folder of a CodeGen checkpoint in the Hugging Face layout.");
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new CheckpointException(
          file + " is not valid JSON (" + e.getOriginalMessage() + "); fetch it again.", e);
    } catch (IOException e) {
      throw new CheckpointException(
          "Cannot read %s (%s); check that it is a file that you may read."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static CodeGenConfig parse(JsonNode json, Path file) {
    String type = json.path("model_type").asText("");
    if (!type.equals("codegen")) {
      throw new CheckpointException(
          "%s says model_type \"%s\"; supported are CodeGen (codegen-350M to 16B) and CodeGen2, whose model_type is \"codegen\". CodeGen2.5 is a Llama and is not supported."
              .formatted(file, type));
    }
    String activation = json.path("activation_function").asText("gelu_new");
    if (!activation.equals("gelu_new")) {
      throw new CheckpointException(
          "%s says activation_function \"%s\"; only CodeGen's \"gelu_new\" is supported."
              .formatted(file, activation));
    }
    if (json.path("tie_word_embeddings").asBoolean(false)) {
      throw new CheckpointException(
          file + " says tie_word_embeddings; CodeGen has a head of its own with a bias.");
    }
    int width = required(json, "n_embd", file);
    int heads = required(json, "n_head", file);
    int inner = json.path("n_inner").asInt(4 * width);
    return new CodeGenConfig(
        required(json, "vocab_size", file),
        required(json, "n_positions", file),
        required(json, "n_layer", file),
        width,
        heads,
        required(json, "rotary_dim", file),
        json.path("mp_num").asInt(blocksByArchitecture(json, width / Math.max(heads, 1))),
        inner == 0 ? 4 * width : inner,
        json.path("bos_token_id").asInt(1),
        json.path("eos_token_id").asInt(50256),
        (float) json.path("layer_norm_epsilon").asDouble(1e-5));
  }

  /** CodeGen2 brings its own Python code ({@code auto_map}), which stores 8 blocks. */
  private static int blocksByArchitecture(JsonNode json, int headDim) {
    return json.has("auto_map") && CODEGEN2_HEAD_DIMS.contains(headDim) ? 8 : 4;
  }

  private static int required(JsonNode json, String field, Path file) {
    JsonNode value = json.get(field);
    if (value == null || !value.isInt()) {
      throw new CheckpointException(
          "%s has %s for %s; a whole number is needed."
              .formatted(file, value == null ? "nothing" : value, field));
    }
    return value.asInt();
  }

  static void write(CodeGenConfig config, NumberType type, Path file) {
    ObjectNode json = JSON.createObjectNode();
    json.putArray("architectures").add("CodeGenForCausalLM");
    json.put("model_type", "codegen");
    json.put("activation_function", "gelu_new");
    json.put("vocab_size", config.vocabSize());
    json.put("n_positions", config.contextLength());
    json.put("n_ctx", config.contextLength());
    json.put("n_embd", config.width());
    json.put("n_layer", config.layers());
    json.put("n_head", config.heads());
    json.put("n_inner", config.innerWidth());
    json.put("rotary_dim", config.rotaryDim());
    json.put("mp_num", config.mpNum());
    json.put("bos_token_id", config.bosId());
    json.put("eos_token_id", config.eosId());
    json.put("layer_norm_epsilon", 1e-5f == config.layerNormEps() ? 1e-5 : config.layerNormEps());
    json.put("attn_pdrop", 0.0).put("embd_pdrop", 0.0).put("resid_pdrop", 0.0);
    json.put("initializer_range", 0.02);
    json.put("use_cache", true);
    json.put("tie_word_embeddings", false);
    json.put("tokenizer_class", "PreTrainedTokenizerFast");
    json.put("torch_dtype", type.torchName());
    try {
      Files.writeString(
          file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
