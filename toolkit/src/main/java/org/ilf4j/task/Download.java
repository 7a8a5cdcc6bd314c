package org.ilf4j.task;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Fetches one file of known SHA-256. A broken download leaves {@code NAME.part} and goes on from
 * its end; the file appears under its own name only when its digest is right.
 */
final class Download {
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final URI from;
  private final Path to;
  private final Path part;
  private final String sha256;

  Download(URI from, Path to, String sha256) {
    this.from = from;
    this.to = to;
    this.part = to.resolveSibling(to.getFileName() + ".part");
    this.sha256 = sha256;
  }

  void run() throws IOException {
    Files.createDirectories(to.toAbsolutePath().getParent());
    fetch();
    String found = Sha256.of(part);
    if (!found.equals(sha256)) {
      Files.delete(part);
      throw new IOException(
          "what arrived has SHA-256 " + found + " instead of " + sha256 + " and was discarded");
    }
    Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void fetch() throws IOException {
    long done = Files.exists(part) ? Files.size(part) : 0;
    HttpResponse<InputStream> response = send(done);
    try (InputStream body = response.body()) {
      switch (response.statusCode()) {
        case OK -> write(body, StandardOpenOption.TRUNCATE_EXISTING);
        case PARTIAL -> write(body, StandardOpenOption.APPEND);
        case RANGE_NOT_SATISFIABLE -> {
          // The part is complete already; its digest decides.
        }
        default -> throw new IOException("the server answered HTTP " + response.statusCode());
      }
    }
  }

  private HttpResponse<InputStream> send(long done) throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(CONNECT)
            .build();
    HttpRequest.Builder request = HttpRequest.newBuilder(from).timeout(ANSWER);
    if (done > 0) {
      request.header("Range", "bytes=" + done + "-");
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted; call again to go on");
    }
  }

  private void write(InputStream body, StandardOpenOption how) throws IOException {
    try (OutputStream out =
        Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
      body.transferTo(out);
    }
  }
}
