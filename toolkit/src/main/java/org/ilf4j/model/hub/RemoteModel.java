package org.ilf4j.model.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A model's files on the Hub at one revision.
 *
 * @param revision the commit
 * @param files every file of it
 */
record RemoteModel(String revision, List<RemoteFile> files) {
  private static final List<String> WEIGHTS = List.of("model.safetensors", "pytorch_model.bin");
  private static final Pattern SMALL =
      Pattern.compile(
          "(config|tokenizer|tokenizer_config|vocab|added_tokens|special_tokens_map)\\.json"
              + "|merges\\.txt");

  /** From the Hub's answer about a model. */
  static RemoteModel parse(String id, JsonNode json) {
    String revision = json.path("sha").asText();
    if (!revision.matches("[0-9a-f]{40}")) {
      throw new HubException("The Hub's answer about " + id + " names no revision; try again.");
    }
    List<RemoteFile> files = new ArrayList<>();
    for (JsonNode file : json.path("siblings")) {
      JsonNode large = file.path("lfs");
      String name = file.path("rfilename").asText();
      if (needed(name)) {
        files.add(
            large.has("sha256")
                ? new RemoteFile(name, large.path("size").asLong(), large.path("sha256").asText())
                : new RemoteFile(name, file.path("size").asLong(), file.path("blobId").asText()));
      }
    }
    return new RemoteModel(revision, files);
  }

  private static boolean needed(String name) {
    return SMALL.matcher(name).matches()
        || WEIGHTS.stream().anyMatch(form -> isOf(form).test(name));
  }

  /** The whole file, its parts and their index. */
  private static Predicate<String> isOf(String form) {
    int dot = form.lastIndexOf('.');
    Pattern part =
        Pattern.compile(
            Pattern.quote(form.substring(0, dot))
                + "(-\\d+-of-\\d+)?"
                + Pattern.quote(form.substring(dot))
                + "(\\.index\\.json)?");
    return part.asMatchPredicate();
  }

  List<RemoteFile> small() {
    return files.stream().filter(file -> SMALL.matcher(file.name()).matches()).toList();
  }

  /** One form of the weights: the whole file if there is one, else its parts. */
  List<RemoteFile> weights(String id) {
    for (String form : WEIGHTS) {
      List<RemoteFile> whole = files.stream().filter(file -> file.name().equals(form)).toList();
      if (!whole.isEmpty()) {
        return whole;
      }
      List<RemoteFile> parts = files.stream().filter(file -> isOf(form).test(file.name())).toList();
      if (!parts.isEmpty()) {
        return parts;
      }
    }
    throw new HubException(
        "The Hub's " + id + " has neither model.safetensors nor pytorch_model.bin.");
  }
}
