package org.ilf4j.model;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CheckpointException;
import org.ilf4j.model.engine.Precision;
import org.ilf4j.model.hub.Hub;
import org.ilf4j.model.hub.HubSettings;
import org.ilf4j.model.tokenizer.Tokenizer;

/** What a name that the user types stands for: the embedded model, a folder, or a Hub name. */
final class LoadedModels {
  private static final Logger LOG = System.getLogger(LoadedModels.class.getName());

  private LoadedModels() {}

  static CodeGen named(String name, Precision precision, Supplier<HubSettings> hub) {
    if (name.equals(EmbeddedModel.NAME)) {
      return EmbeddedModel.load(precision);
    }
    if (isFolder(name)) {
      return CodeGen.load(Path.of(name), precision);
    }
    if (Hub.isName(name)) {
      Path folder = new Hub(hub.get()).folder(name, config -> requireRoom(config, name, precision));
      return folder(folder, name.substring(name.indexOf('/') + 1), precision);
    }
    throw new CheckpointException(
        "No model \"%s\"; choose \"nano\" (in this library), a Hub name such as \"Salesforce/codegen-350M-mono\", or the folder of a checkpoint."
            .formatted(name));
  }

  private static boolean isFolder(String name) {
    try {
      return Files.isDirectory(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  static CodeGen folder(Path folder, String name, Precision precision) {
    requireRoom(folder, name, precision);
    return CodeGen.of(Checkpoint.read(folder), Tokenizer.read(folder), name).in(precision);
  }

  private static void requireRoom(Path folder, String name, Precision precision) {
    MemoryNeed need = MemoryNeed.of(name, Checkpoint.readConfig(folder), precision);
    if (need.isWorthSaying()) {
      LOG.log(Level.INFO, need::toString);
    }
    need.requireRoom();
  }
}
