package org.ilf4j.model.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The four forms in which a folder holds weights: safetensors or torch.save, whole or in parts. */
final class WeightFiles {
  private static final String INDEX = ".index.json";
  private static final String POINTER = "version https://git-lfs";

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
    requireNoPointer(file);
    return file.toString().endsWith(".safetensors") ? Safetensors.read(file) : TorchFile.read(file);
  }

  /** What a clone without Git LFS leaves in the place of each large file. */
  private static void requireNoPointer(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      if (new String(in.readNBytes(POINTER.length()), StandardCharsets.UTF_8).equals(POINTER)) {
        throw new CheckpointException(
            "%s is a Git LFS pointer and not the weights; run git lfs pull in its folder, or load the model by its Hub name."
                .formatted(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private static Map<String, Tensor> readParts(Path folder, Path index) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String part : parts(index)) {
      readFile(inFolder(folder, index, part))
          .forEach(
              (name, tensor) -> {
                if (tensors.put(name, tensor) != null) {
                  throw new CheckpointException(
                      "%s stands in two parts that %s names; fetch them again."
                          .formatted(name, index));
                }
              });
    }
    return tensors;
  }

  /** Refuses to leave the folder: an index comes from others. */
  private static Path inFolder(Path folder, Path index, String part) {
    Path home = folder.toAbsolutePath().normalize();
    try {
      Path file = home.resolve(part).normalize();
      if (file.startsWith(home) && Files.isRegularFile(file)) {
        return file;
      }
    } catch (InvalidPathException e) {
      // said below
    }
    throw new CheckpointException(
        "%s names \"%s\", which is no file in the folder; fetch it.".formatted(index, part));
  }

  private static Set<String> parts(Path index) {
    try {
      JsonNode places = new ObjectMapper().readTree(index.toFile()).path("weight_map");
      Set<String> parts = new TreeSet<>();
      places.forEach(place -> parts.add(place.asText()));
      if (parts.isEmpty()) {
        throw new CheckpointException(index + " names no parts in its weight_map; fetch it again.");
      }
      return parts;
    } catch (JsonProcessingException e) {
      throw new CheckpointException(index + " is not valid JSON; fetch it again.", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + index, e);
    }
  }
}
