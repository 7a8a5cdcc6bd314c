package org.ilf4j.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ilf4j.model.checkpoint.CheckpointException;
import org.ilf4j.model.engine.Precision;

/** codegen-nano, which travels inside the jar. */
final class EmbeddedModel {
  /** What {@link CodeGen#load(String)} calls it. */
  static final String NAME = "nano";

  private static final String RESOURCES = "/org/ilf4j/datasets/codegen-nano/";
  private static final List<String> FILES =
      List.of("config.json", "model.safetensors", "tokenizer.json");

  private EmbeddedModel() {}

  /** Loads it through a temporary folder, since a file inside a jar cannot be mapped. */
  static CodeGen load(Precision precision) {
    try {
      Path folder = Files.createTempDirectory("ilf4j-nano");
      try {
        for (String file : FILES) {
          copy(file, folder.resolve(file));
        }
        return LoadedModels.folder(folder, "codegen-nano", precision);
      } finally {
        for (String file : FILES) {
          folder.resolve(file).toFile().deleteOnExit();
        }
        folder.toFile().deleteOnExit();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot unpack codegen-nano into a temporary folder", e);
    }
  }

  private static void copy(String file, Path target) throws IOException {
    try (InputStream in = EmbeddedModel.class.getResourceAsStream(RESOURCES + file)) {
      if (in == null) {
        throw new CheckpointException(
            "This build of ilf4j has no "
                + RESOURCES.substring(1)
                + file
                + "; build it from a checkout that holds datasets/codegen-nano.");
      }
      Files.copy(in, target);
    }
  }
}
