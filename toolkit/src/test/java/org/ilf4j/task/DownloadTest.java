package org.ilf4j.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from a server of this test, never from the network. */
class DownloadTest {
  private static final byte[] CONTENT =
      "0123456789".repeat(5000).getBytes(StandardCharsets.US_ASCII);

  private final List<String> ranges = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private boolean breaksOff;
  private boolean knowsRanges = true;

  @TempDir private Path folder;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/file", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aFileArrives() throws IOException {
    download(Sha256.of(CONTENT)).run();
    assertThat(target()).hasBinaryContent(CONTENT);
    assertThat(part()).doesNotExist();
  }

  @Test
  void aBrokenDownloadGoesOnWhereItStopped() throws IOException {
    breaksOff = true;
    assertThatThrownBy(() -> download(Sha256.of(CONTENT)).run()).isInstanceOf(IOException.class);
    assertThat(target()).doesNotExist();
    long kept = Files.size(part());
    assertThat(kept).isBetween(1L, CONTENT.length - 1L);
    breaksOff = false;
    download(Sha256.of(CONTENT)).run();
    assertThat(target()).hasBinaryContent(CONTENT);
    assertThat(ranges).containsExactly("none", "bytes=" + kept + "-");
  }

  @Test
  void aServerWithoutRangesStartsAgain() throws IOException {
    knowsRanges = false;
    Files.write(part(), new byte[100]);
    download(Sha256.of(CONTENT)).run();
    assertThat(target()).hasBinaryContent(CONTENT);
  }

  @Test
  void aPartThatIsAlreadyWholeIsTaken() throws IOException {
    Files.write(part(), CONTENT);
    download(Sha256.of(CONTENT)).run();
    assertThat(target()).hasBinaryContent(CONTENT);
  }

  @Test
  void aWrongDigestIsDiscarded() {
    assertThatThrownBy(() -> download("0".repeat(64)).run())
        .hasMessageContaining("has SHA-256 " + Sha256.of(CONTENT))
        .hasMessageContaining("discarded");
    assertThat(target()).doesNotExist();
    assertThat(part()).doesNotExist();
  }

  @Test
  void withoutANetworkTheRemedyIsNamed() {
    server.stop(0);
    assertThatThrownBy(() -> Mbpp.load(address("/file"), target()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("MBPP could not be downloaded from " + address("/file"))
        .hasMessageContaining("put the file at " + target())
        .hasMessageContaining("Mbpp.load(Path.of(");
  }

  @Test
  void aRefusalNamesTheAnswer() {
    assertThatThrownBy(() -> Mbpp.load(address("/nothing"), target()))
        .hasMessageContaining("the server answered HTTP 404");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(range == null ? "none" : range);
    int from = range == null || !knowsRanges ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    if (from >= CONTENT.length) {
      exchange.sendResponseHeaders(416, -1);
      exchange.close();
      return;
    }
    byte[] rest = Arrays.copyOfRange(CONTENT, from, CONTENT.length);
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, rest.length);
    exchange.getResponseBody().write(rest, 0, breaksOff ? rest.length / 2 : rest.length);
    exchange.getResponseBody().flush();
    exchange.close();
  }

  private Download download(String sha256) {
    return new Download(address("/file"), target(), sha256);
  }

  private URI address(String path) {
    return URI.create(
        "http://"
            + server.getAddress().getHostString()
            + ":"
            + server.getAddress().getPort()
            + path);
  }

  private Path target() {
    return folder.resolve("file.jsonl");
  }

  private Path part() {
    return folder.resolve("file.jsonl.part");
  }
}
