package org.ilf4j.model.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.ilf4j.progress.Progress;

/**
 * One file's way to the cache: what has arrived stays, the rest is asked for, the sum is checked.
 */
final class FileDownload {
  private final HubClient client;
  private final String id;
  private final RemoteFile file;
  private final Path target;
  private final Path unfinished;

  FileDownload(HubClient client, String id, RemoteFile file, Path target) {
    this.client = client;
    this.id = id;
    this.file = file;
    this.target = target;
    this.unfinished = target.resolveSibling(target.getFileName() + ".incomplete");
  }

  /** Bytes that an earlier call has brought. */
  long arrived() throws IOException {
    if (Files.exists(target)) {
      return file.size();
    }
    return Files.exists(unfinished) ? Files.size(unfinished) : 0;
  }

  /** Brings the rest. Throws an {@link IOException} where another try may help. */
  void fetch(String revision, Progress progress) throws IOException {
    if (Files.exists(target)) {
      return;
    }
    Files.createDirectories(target.getParent());
    if (arrived() < file.size() || file.size() == 0) {
      transfer(revision, progress);
    }
    if (!file.equalsContentOf(unfinished)) {
      Files.delete(unfinished);
      throw new HubException(
          "%s of %s arrived damaged: its checksum is not %s; run again to fetch it anew."
              .formatted(file.name(), id, file.digest()));
    }
    Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private void transfer(String revision, Progress progress) throws IOException {
    String path = "/" + id + "/resolve/" + revision + "/" + file.name();
    HttpURLConnection answer = client.get(id, path, arrived());
    try (InputStream in = answer.getInputStream();
        FileChannel out =
            FileChannel.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (answer.getResponseCode() == HttpURLConnection.HTTP_PARTIAL) {
        out.position(out.size());
      } else {
        progress.advance(-out.size()); // the server sends the whole file again
        out.truncate(0);
      }
      copy(in, out, progress);
      if (out.size() != file.size()) {
        throw new HubClient.BrokenTransfer(
            "%s ended after %d of %d bytes".formatted(file.name(), out.size(), file.size()));
      }
    }
  }

  private static void copy(InputStream in, FileChannel out, Progress progress) throws IOException {
    byte[] chunk = new byte[1 << 16];
    for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
      ByteBuffer buffer = ByteBuffer.wrap(chunk, 0, length);
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
      progress.advance(length);
      Progress.checkInterrupted("downloading");
    }
  }
}
