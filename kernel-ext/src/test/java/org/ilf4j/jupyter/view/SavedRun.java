package org.ilf4j.jupyter.view;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ilf4j.Ilf;
import org.ilf4j.Manifest;
import org.ilf4j.RunDirectory;
import org.ilf4j.Stage;

/** A run on the disk whose files hold the words given; one with other words is another folder. */
final class SavedRun {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private SavedRun() {}

  static RunDirectory with(String words) {
    Path folder = Path.of("target", "run-" + Integer.toHexString(words.hashCode()));
    Manifest manifest =
        new Manifest(Map.of("seed", "7" + words), Map.of("java", "17" + words), "2026-01-01");
    Stage stage = new Stage("samples" + words, "10 samples" + words, 1.5, "2026-01-01T00:00:00Z");
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("manifest.json"), JSON.writeValueAsString(manifest));
      Files.writeString(folder.resolve("stages.jsonl"), JSON.writeValueAsString(stage) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Ilf.open(folder.toString());
  }
}
