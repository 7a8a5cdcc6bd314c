package org.ilf4j.finetune;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.prompt.Example;

/**
 * Keeps the last state of one training on disk: {@code state/} holds the weights, AdamW's two
 * moments and {@code state.json}. A new state is written beside it and renamed, so there is always
 * a whole one.
 */
final class StateDirectory {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final String training;

  /**
   * @param training says what is trained: only its own state is resumed
   */
  StateDirectory(Path folder, String training) {
    this.folder = folder;
    this.training = training;
  }

  /** Names a training by all that its result depends on. */
  static String training(String model, TrainingOptions options, List<Example> examples) {
    MessageDigest digest = sha256();
    // Neither speed option changes the result; passes of another size would, in the last bits.
    digest.update((model + "\n" + options.withThreads(1)).getBytes(StandardCharsets.UTF_8));
    for (Example example : examples) {
      String text = example.prompt() + "\0" + example.completion() + "\0";
      digest.update(text.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** What {@code state.json} holds; older ones count their epochs besides. */
  @JsonIgnoreProperties("epochs")
  record Summary(String training, List<TrainingStep> steps) {}

  /**
   * The state to go on from, if there is one.
   *
   * @throws IllegalStateException if the directory belongs to another training
   */
  Optional<TrainingState> read() {
    Path state = whole();
    if (state == null) {
      return Optional.empty();
    }
    Summary summary = summary(state);
    if (!summary.training().equals(training)) {
      throw new IllegalStateException(
          folder
              + " holds a training of another model, other examples (as after another seed or number of samples) or other options; choose another directory, or delete this one.");
    }
    return Optional.of(
        new TrainingState(
            Checkpoint.read(state.resolve("weights")),
            Checkpoint.read(state.resolve("means")),
            Checkpoint.read(state.resolve("squares")),
            new TrainingCurve(summary.steps())));
  }

  /** The newest whole state; the older one counts while a rename was cut off. */
  private Path whole() {
    return Stream.of("state", "state.old")
        .map(folder::resolve)
        .filter(state -> Files.exists(state.resolve("state.json")))
        .findFirst()
        .orElse(null);
  }

  private static Summary summary(Path state) {
    try {
      return JSON.readValue(Files.readAllBytes(state.resolve("state.json")), Summary.class);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + state.resolve("state.json"), e);
    }
  }

  /** Replaces the state. */
  void write(TrainingState state) {
    try {
      Path fresh = folder.resolve("state.new");
      delete(fresh);
      state.weights().save(fresh.resolve("weights"));
      state.means().save(fresh.resolve("means"));
      state.squares().save(fresh.resolve("squares"));
      Summary summary = new Summary(training, state.curve().steps());
      Files.write(fresh.resolve("state.json"), JSON.writeValueAsBytes(summary));
      replace(fresh);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the training's state to " + folder, e);
    }
  }

  private void replace(Path fresh) throws IOException {
    Path current = folder.resolve("state");
    Path old = folder.resolve("state.old");
    if (Files.exists(current)) {
      delete(old);
      Files.move(current, old, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(fresh, current, StandardCopyOption.ATOMIC_MOVE);
    delete(old);
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
