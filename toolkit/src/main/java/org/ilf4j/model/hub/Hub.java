package org.ilf4j.model.hub;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ilf4j.progress.Progress;

/**
 * Finds models by their Hub name, first on this machine, then on the Hub.
 *
 * <pre>{@code
 * Path folder = new Hub(HubSettings.ofThisMachine()).folder("Salesforce/codegen-350M-mono", f -> {});
 * }</pre>
 */
public final class Hub {
  private static final int TRIES = 6;
  private static final double GIGABYTE = 1e9;

  private final HubSettings settings;
  private final HubClient client;
  private final RetryPolicy<Object> retry;

  /** A Hub under these settings; nothing is asked yet. */
  public Hub(HubSettings settings) {
    this.settings = settings;
    client = new HubClient(settings);
    retry =
        RetryPolicy.builder()
            .handle(IOException.class)
            .withBackoff(settings.patience(), settings.patience().multipliedBy(30))
            .withMaxAttempts(TRIES)
            .build();
  }

  /** Whether a text has the form of a Hub name, ORGANISATION/NAME. */
  public static boolean isName(String text) {
    return text.matches("[A-Za-z0-9][\\w.-]*/[A-Za-z0-9][\\w.-]*");
  }

  /**
   * The folder of a model: the one in the user's cache, or else downloaded. A download that was cut
   * off goes on where it stopped; every file's checksum is checked.
   *
   * @param id such as {@code Salesforce/codegen-350M-mono}
   * @param configCheck looks at a folder that holds the small files only, before the weights are
   *     fetched; throws to refuse the model
   * @throws HubException where it cannot be had
   */
  public Path folder(String id, Consumer<Path> configCheck) {
    HubCache cache = new HubCache(settings.cache(), id);
    try {
      Optional<Path> cached = cache.completeSnapshot();
      if (cached.isPresent()) {
        return cached.get();
      }
      if (settings.offline()) {
        throw new HubException(
            "%s is not in %s and HF_HUB_OFFLINE is set; unset it, or load the folder of a checkpoint that you have."
                .formatted(id, settings.cache()));
      }
      return download(id, cache, configCheck);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot fetch %s: %s; what has arrived is kept, run again to go on."
              .formatted(id, e.getMessage()),
          e);
    }
  }

  private Path download(String id, HubCache cache, Consumer<Path> configCheck) throws IOException {
    String path = "/api/models/" + id + "/revision/main?blobs=true";
    String answer = retried(() -> client.text(id, path));
    RemoteModel model = RemoteModel.parse(id, new ObjectMapper().readTree(answer));
    fetch(id, model.small(), model.revision(), cache);
    Path snapshot = cache.snapshot(model.revision());
    configCheck.accept(snapshot);
    fetch(id, model.weights(id), model.revision(), cache);
    cache.setMain(model.revision());
    return snapshot;
  }

  private void fetch(String id, List<RemoteFile> files, String revision, HubCache cache)
      throws IOException {
    List<FileDownload> downloads = new ArrayList<>();
    long total = 0;
    long arrived = 0;
    for (RemoteFile file : files) {
      FileDownload download = new FileDownload(client, id, file, cache.blob(file));
      downloads.add(download);
      total += file.size();
      arrived += download.arrived();
    }
    requireRoom(id, total - arrived);
    try (Progress progress = Progress.resume("downloading " + id, arrived, total, "bytes")) {
      progress.kept("what is finished is kept");
      for (int i = 0; i < files.size(); i++) {
        FileDownload download = downloads.get(i);
        retried(
            () -> {
              download.fetch(revision, progress);
              return null;
            });
        cache.show(files.get(i), revision);
      }
    }
  }

  private void requireRoom(String id, long bytes) throws IOException {
    Files.createDirectories(settings.cache());
    FileStore store = Files.getFileStore(settings.cache());
    if (store.getUsableSpace() < bytes) {
      throw new HubException(
          "%s needs %.1f GB more in %s, where %.1f GB are free; make room or set HF_HOME to another disk."
              .formatted(
                  id, bytes / GIGABYTE, settings.cache(), store.getUsableSpace() / GIGABYTE));
    }
  }

  /** Where it is and where its files go; never the token. */
  @Override
  public String toString() {
    return settings.toString();
  }

  private interface Transfer<T> {
    T run() throws IOException;
  }

  private <T> T retried(Transfer<T> transfer) throws IOException {
    try {
      return Failsafe.with(retry).get(transfer::run);
    } catch (FailsafeException e) {
      if (e.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        Progress.checkInterrupted("downloading");
      }
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
