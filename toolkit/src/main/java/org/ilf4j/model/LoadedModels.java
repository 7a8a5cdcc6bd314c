package org.ilf4j.model;

import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CheckpointException;
import org.ilf4j.model.engine.Precision;
import org.ilf4j.model.hub.Hub;
import org.ilf4j.model.hub.HubSettings;
import org.ilf4j.model.tokenizer.Tokenizer;

/** What a name that the user types stands for: the embedded model, a folder, or a Hub name. */
final class LoadedModels {
  private static final String CHOICE =
      "choose \"nano\" (in this library), a Hub name such as \"Salesforce/codegen-350M-mono\", or the folder of a checkpoint.";
  private static final Logger LOG = System.getLogger(LoadedModels.class.getName());

  private static final Pattern HUB_ADDRESS =
      Pattern.compile(
          "https?://(?:www\\.)?(?:huggingface\\.co|hf\\.co)/([\\w.-]+/[\\w.-]+)(?:[/?#].*)?");

  private static final Pattern LLAMA = Pattern.compile("(?i)codegen-?2[._]?5");

  /** The letters of "nano" in any order, as typing errors leave them. */
  private static final Pattern NEARLY_NANO = Pattern.compile("(?i)\\s*(codegen-?)?[nao]{3,6}\\s*");

  private LoadedModels() {}

  static CodeGen named(String name, Precision precision, Supplier<HubSettings> hub) {
    if (name == null || name.isBlank()) {
      throw new CheckpointException("No model was named; " + CHOICE);
    }
    if (name.equals(EmbeddedModel.NAME)) {
      return EmbeddedModel.load(precision);
    }
    Matcher address = HUB_ADDRESS.matcher(name.strip());
    if (address.matches()) {
      throw new CheckpointException(
          "%s is an address; give the Hub's name alone: \"%s\".".formatted(name, address.group(1)));
    }
    if (isPath(name)) {
      return CodeGen.load(Path.of(name), precision);
    }
    if (LLAMA.matcher(name).find()) {
      throw new CheckpointException(
          "%s is a CodeGen2.5, which is a Llama and not supported; choose a CodeGen such as \"Salesforce/codegen-350M-mono\" (to 16B; mono, multi, nl) or a CodeGen2 such as \"Salesforce/codegen2-1B\"."
              .formatted(name));
    }
    if (Hub.isName(name)) {
      Path folder = new Hub(hub.get()).folder(name, config -> requireRoom(config, name, precision));
      return folder(folder, name.substring(name.indexOf('/') + 1), precision);
    }
    String meant = NEARLY_NANO.matcher(name).matches() ? " (did you mean \"nano\"?)" : "";
    throw new CheckpointException("No model \"" + name + "\"" + meant + "; " + CHOICE);
  }

  /** Whether it can only be a path: it is there, or begins like one. */
  private static boolean isPath(String name) {
    try {
      return Files.exists(Path.of(name)) || name.matches("\\.{0,2}/.*");
    } catch (InvalidPathException e) {
      return false;
    }
  }

  static CodeGen folder(Path folder, Precision precision) {
    if (folder == null) {
      throw new CheckpointException("No folder was given; " + CHOICE);
    }
    Path last = folder.toAbsolutePath().normalize().getFileName(); // none where folder is the root
    return folder(folder, String.valueOf(last == null ? folder : last), precision);
  }

  static CodeGen folder(Path folder, String name, Precision precision) {
    requireRoom(folder, name, precision);
    return CodeGen.of(Checkpoint.read(folder), tokenizer(folder), name).in(precision);
  }

  /** What is wrong with a tokenizer is wrong with its folder. */
  private static Tokenizer tokenizer(Path folder) {
    try {
      return Tokenizer.read(folder);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw new CheckpointException(
          "%s (%s); fetch it again.".formatted(e.getMessage(), e.getCause().getMessage()), e);
    }
  }

  private static void requireRoom(Path folder, String name, Precision precision) {
    MemoryNeed need = MemoryNeed.of(name, Checkpoint.readConfig(folder), precision);
    if (need.isWorthSaying()) {
      LOG.log(Level.INFO, need::toString);
    }
    need.requireRoom();
  }
}
