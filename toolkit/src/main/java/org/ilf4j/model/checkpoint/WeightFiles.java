package org.ilf4j.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The four forms in which a folder holds weights: safetensors or torch.save, whole or in parts. */
final class WeightFiles {
  private static final String INDEX = ".index.json";

  /** In order of preference. */
  private static final List<String> WHOLE = List.of("model.safetensors", "pytorch_model.bin");

  private WeightFiles() {}

  /** Every tensor of the folder, still in its file. */
  static Map<String, Tensor> read(Path folder) {
    for (String name : WHOLE) {
      if (Files.exists(folder.resolve(name))) {
        return readFile(folder.resolve(name));
      }
      if (Files.exists(folder.resolve(name + INDEX))) {
        return readParts(folder, folder.resolve(name + INDEX));
      }
    }
    throw new CheckpointException(
        "%s holds no weights; model.safetensors or pytorch_model.bin is needed, or either in parts with its index.json."
            .formatted(folder));
  }

  private static Map<String, Tensor> readFile(Path file) {
    return file.toString().endsWith(".safetensors") ? Safetensors.read(file) : TorchFile.read(file);
  }

  private static Map<String, Tensor> readParts(Path folder, Path index) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String part : parts(index)) {
      Path file = folder.resolve(part);
      if (!file.normalize().startsWith(folder.normalize()) || !Files.exists(file)) {
        throw new CheckpointException(
            "%s names %s, which is not in the folder; fetch it.".formatted(index, part));
      }
      tensors.putAll(readFile(file));
    }
    return tensors;
  }

  private static TreeSet<String> parts(Path index) {
    try {
      JsonNode places = new ObjectMapper().readTree(index.toFile()).path("weight_map");
      TreeSet<String> parts = new TreeSet<>();
      places.forEach(place -> parts.add(place.asText()));
      return parts;
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new CheckpointException(index + " is not valid JSON; fetch it again.", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + index, e);
    }
  }
}
