package org.ilf4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ilf4j.feedback.FeedbackLog;
import org.ilf4j.jsonl.JsonlException;
import org.ilf4j.jsonl.JsonlLog;

/**
 * A folder that holds everything a run wrote: {@code manifest.json} (what it was made from), {@code
 * stages.jsonl} (what is finished), and one JSONL file per stage. A killed run goes on from it.
 *
 * <pre>{@code
 * RunDirectory run = Ilf.open("runs/first");
 * run.feedback()
 * }</pre>
 */
public final class RunDirectory {
  private static final String MANIFEST = "manifest.json";
  private static final String STAGES = "stages.jsonl";
  private static final JsonMapper JSON = new JsonMapper();

  private final Path path;

  private RunDirectory(Path path) {
    this.path = path;
  }

  /** The run in a folder, which need not be there yet. */
  public static RunDirectory at(Path path) {
    return new RunDirectory(path);
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  /** A file or folder of the run. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** What the run was made from; empty if none was begun here. */
  public Optional<Manifest> manifest() {
    Path file = file(MANIFEST);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), Manifest.class));
    } catch (JsonProcessingException e) {
      throw new JsonlException(
          file
              + " is no manifest ("
              + e.getOriginalMessage()
              + "); restore it or choose another folder.",
          e);
    } catch (IOException e) {
      throw new JsonlException("Cannot read " + file + ": " + e.getMessage() + ".", e);
    }
  }

  /** The finished stages, in the order in which they were finished; each once. */
  public List<Stage> stages() {
    Map<String, Stage> last = new LinkedHashMap<>();
    JsonlLog.read(file(STAGES), Stage.class).forEach(s -> last.putIfAbsent(s.name(), s));
    return List.copyOf(last.values());
  }

  /** The run's feedback. */
  public FeedbackLog feedback() {
    return FeedbackLog.at(path);
  }

  /**
   * Begins a run here, or goes on with one.
   *
   * @throws IllegalArgumentException if a run with other settings is here
   */
  void begin(Map<String, String> settings) {
    Manifest mine = Manifest.of(settings, now());
    Optional<Manifest> there = manifest();
    if (there.isEmpty()) {
      write(mine);
      return;
    }
    String conflict = there.get().conflict(mine);
    if (!conflict.isEmpty()) {
      throw new IllegalArgumentException(
          path
              + " holds a run with other settings: "
              + conflict
              + "; choose another folder or those settings.");
    }
  }

  /** Notes that a stage is finished; a second note of the same stage changes nothing. */
  void finished(String name, String summary, double seconds) {
    if (stages().stream().noneMatch(stage -> stage.name().equals(name))) {
      JsonlLog.appendOnce(file(STAGES), new Stage(name, summary, seconds, now()));
    }
  }

  /** The files of records with their numbers of lines, sorted by name. */
  public Map<String, Long> records() {
    Map<String, Long> records = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*.jsonl")) {
      for (Path file : files) {
        try (Stream<String> lines = Files.lines(file)) {
          records.put(file.getFileName().toString(), lines.count());
        }
      }
      return records;
    } catch (IOException e) {
      throw new JsonlException("Cannot read the run " + path + ": " + e.getMessage() + ".", e);
    }
  }

  /** What the run was made from, what is finished, and its files of records. */
  @Override
  public String toString() {
    String made = manifest().map(Manifest::toString).orElse("made cell by cell, no manifest");
    StringBuilder text = new StringBuilder(path + ": " + made);
    stages().forEach(stage -> text.append("\n  ").append(stage));
    records()
        .forEach(
            (name, lines) ->
                text.append("\n  " + name + ": " + lines + (lines == 1 ? " line" : " lines")));
    return text.toString();
  }

  /** Writes beside and renames, so that a kill leaves no half manifest. */
  private void write(Manifest manifest) {
    Path fresh = file(MANIFEST + ".new");
    try {
      Files.createDirectories(path);
      Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
      Files.move(fresh, file(MANIFEST), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new JsonlException("Cannot write " + file(MANIFEST) + ": " + e.getMessage() + ".", e);
    }
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
