package org.ilf4j.sample;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.ilf4j.jsonl.JsonlException;
import org.ilf4j.jsonl.JsonlLog;

/**
 * Samples on disk, one line each, with a manifest beside them ({@code samples.jsonl} and {@code
 * samples.jsonl.manifest.json}).
 */
final class SampleFile implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final JsonlLog<Sample> log;

  private SampleFile(JsonlLog<Sample> log) {
    this.log = log;
  }

  /**
   * Opens the file, or starts one.
   *
   * @throws IllegalArgumentException if the file was drawn with something else
   */
  static SampleFile open(Path path, SampleManifest manifest) {
    JsonlLog<Sample> log = JsonlLog.open(path, Sample.class);
    try {
      Path beside = path.resolveSibling(path.getFileName() + ".manifest.json");
      write(beside, log.records().isEmpty() ? manifest : joined(path, beside, manifest));
      return new SampleFile(log);
    } catch (RuntimeException e) {
      log.close();
      throw e;
    }
  }

  /** The samples that earlier runs wrote, by task and index. */
  Map<Integer, Map<Integer, Sample>> found() {
    Map<Integer, Map<Integer, Sample>> found = new HashMap<>();
    for (Sample sample : log.records()) {
      found.computeIfAbsent(sample.taskId(), id -> new TreeMap<>()).put(sample.index(), sample);
    }
    return found;
  }

  void append(Sample sample) {
    log.append(sample);
  }

  @Override
  public void close() {
    log.close();
  }

  private static SampleManifest joined(Path path, Path beside, SampleManifest manifest) {
    SampleManifest file = read(path, beside);
    String conflict = manifest.conflict(file);
    if (!conflict.isEmpty()) {
      throw new IllegalArgumentException(
          path + " holds samples drawn " + conflict + "; choose another file or those settings.");
    }
    return manifest.and(file);
  }

  private static SampleManifest read(Path path, Path beside) {
    if (Files.notExists(beside)) {
      throw new JsonlException(
          "%s holds samples, but its manifest %s is missing beside it, so nobody knows what drew them; copy the manifest too, or choose another file."
              .formatted(path, beside.getFileName()));
    }
    try {
      return JSON.readValue(Files.readAllBytes(beside), SampleManifest.class);
    } catch (IOException e) {
      throw new JsonlException(
          path
              + " holds samples, but its manifest "
              + beside.getFileName()
              + " cannot be read, so nobody knows what drew them; choose another file.",
          e);
    }
  }

  /** Writes beside and renames, so that a kill leaves the old manifest or the new one. */
  private static void write(Path beside, SampleManifest manifest) {
    Path fresh = beside.resolveSibling(beside.getFileName() + ".new");
    try {
      Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
      Files.move(fresh, beside, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new JsonlException("Cannot write " + beside + ": " + e.getMessage() + ".", e);
    }
  }
}
