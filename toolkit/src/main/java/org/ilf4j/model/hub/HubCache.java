package org.ilf4j.model.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One model in the Hub's cache on disk: {@code refs/main} names a revision, {@code
 * snapshots/REVISION} holds links to {@code blobs/DIGEST}.
 */
final class HubCache {
  private static final List<String> WEIGHTS = List.of("model.safetensors", "pytorch_model.bin");

  private final Path root;

  HubCache(Path cache, String id) {
    root = cache.resolve("models--" + id.replace("/", "--"));
  }

  /** A snapshot that holds all that a model needs: that of {@code main}, or else any. */
  Optional<Path> completeSnapshot() throws IOException {
    Path main = root.resolve("refs").resolve("main");
    if (Files.exists(main)) {
      Path snapshot = snapshot(Files.readString(main).strip());
      if (isComplete(snapshot)) {
        return Optional.of(snapshot);
      }
    }
    if (!Files.isDirectory(root.resolve("snapshots"))) {
      return Optional.empty();
    }
    try (Stream<Path> snapshots = Files.list(root.resolve("snapshots"))) {
      return snapshots.sorted().filter(HubCache::isComplete).findFirst();
    }
  }

  private static boolean isComplete(Path snapshot) {
    boolean tokenizer =
        Files.exists(snapshot.resolve("tokenizer.json"))
            || Files.exists(snapshot.resolve("vocab.json"))
                && Files.exists(snapshot.resolve("merges.txt"));
    return tokenizer
        && Files.exists(snapshot.resolve("config.json"))
        && WEIGHTS.stream().anyMatch(form -> hasWeights(snapshot, form));
  }

  private static boolean hasWeights(Path snapshot, String form) {
    Path index = snapshot.resolve(form + ".index.json");
    return Files.exists(snapshot.resolve(form))
        || Files.exists(index)
            && parts(index).allMatch(part -> Files.exists(snapshot.resolve(part)));
  }

  private static Stream<String> parts(Path index) {
    try {
      JsonNode places = new ObjectMapper().readTree(index.toFile()).path("weight_map");
      return StreamSupport.stream(places.spliterator(), false).map(JsonNode::asText).distinct();
    } catch (IOException e) {
      return Stream.of(""); // a damaged index is incomplete
    }
  }

  Path snapshot(String revision) {
    return root.resolve("snapshots").resolve(revision);
  }

  Path blob(RemoteFile file) {
    return root.resolve("blobs").resolve(file.digest());
  }

  /** Shows a blob under its name in a snapshot: as a link, or as a copy where links are not had. */
  void show(RemoteFile file, String revision) throws IOException {
    Path place = snapshot(revision).resolve(file.name());
    Files.createDirectories(place.getParent());
    Files.deleteIfExists(place);
    try {
      Files.createSymbolicLink(place, place.getParent().relativize(blob(file)));
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(blob(file), place, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Makes a revision the one that {@code main} stands for. */
  void setMain(String revision) throws IOException {
    Path main = root.resolve("refs").resolve("main");
    Files.createDirectories(main.getParent());
    Files.writeString(main, revision);
  }
}
