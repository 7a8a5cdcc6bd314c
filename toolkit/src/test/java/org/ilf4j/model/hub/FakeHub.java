package org.ilf4j.model.hub;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A Hub of one model on this machine, and the storage that it redirects large files to. Weights are
 * large files, whatever their size.
 */
final class FakeHub implements AutoCloseable {
  static final String REVISION = "0123456789abcdef0123456789abcdef01234567";
  private static final String ID = "someone/tiny";

  private final HttpServer hub = start();
  private final HttpServer storage = start();
  private final Map<String, byte[]> files = new TreeMap<>();

  /** METHOD path range authorization, one for each request to the Hub or its storage. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  /** Answers are cut off after so many bytes until this many have been. */
  int cuts;

  int cutAfter = 1000;
  int failures;
  String retryAfter;
  boolean damaged;
  boolean secret;

  private FakeHub() {
    hub.createContext("/", this::answer);
    storage.createContext("/", this::answerLarge);
  }

  /** A Hub whose model has the files of this folder. */
  static FakeHub serving(Path folder) throws IOException {
    FakeHub made = new FakeHub();
    try (Stream<Path> found = Files.list(folder)) {
      for (Path file : found.toList()) {
        made.files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return made;
  }

  private static HttpServer start() {
    try {
      InetSocketAddress local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      HttpServer server = HttpServer.create(local, 0);
      server.start();
      return server;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  String address() {
    return "http://127.0.0.1:" + hub.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    note("hub", exchange);
    String path =
        exchange.getRequestURI().getPath().replace("/resolve/main/", "/resolve/" + REVISION + "/");
    String resolve = "/" + ID + "/resolve/" + REVISION + "/";
    if (path.startsWith(resolve) && files.containsKey(name(path))) {
      describe(exchange, name(path));
    }
    if (failures-- > 0) {
      if (retryAfter != null) {
        exchange.getResponseHeaders().set("Retry-After", retryAfter);
      }
      send(exchange, 503, new byte[0]);
    } else if (secret && exchange.getRequestHeaders().getFirst("Authorization") == null) {
      send(exchange, 401, new byte[0]);
    } else if (path.equals("/api/models/" + ID + "/revision/main")) {
      send(exchange, 200, description().getBytes(StandardCharsets.UTF_8));
    } else if (path.startsWith(resolve) && large(path)) {
      String place = "http://127.0.0.1:" + storage.getAddress().getPort();
      exchange.getResponseHeaders().add("Location", place + "/" + name(path));
      send(exchange, 302, new byte[0]);
    } else if (path.startsWith(resolve) && files.containsKey(name(path))) {
      send(exchange, 200, files.get(name(path)));
    } else {
      send(exchange, 404, new byte[0]);
    }
  }

  /** What Python's client asks for ahead of each file. */
  private void describe(HttpExchange exchange, String name) {
    byte[] bytes = files.get(name);
    Headers headers = exchange.getResponseHeaders();
    headers.set("X-Repo-Commit", REVISION);
    headers.set("ETag", '"' + (large(name) ? sum("SHA-256", bytes) : gitSum(bytes)) + '"');
    if (large(name)) {
      headers.set("X-Linked-Etag", headers.getFirst("ETag"));
      headers.set("X-Linked-Size", String.valueOf(bytes.length));
    } else if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", String.valueOf(bytes.length));
    }
  }

  private void answerLarge(HttpExchange exchange) throws IOException {
    note("storage", exchange);
    byte[] whole = files.get(name(exchange.getRequestURI().getPath())).clone();
    if (damaged) {
      whole[whole.length / 2] ^= 1;
    }
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    byte[] rest = Arrays.copyOfRange(whole, from, whole.length);
    exchange.sendResponseHeaders(range == null ? 200 : 206, rest.length);
    boolean cut = cuts-- > 0;
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(rest, 0, cut ? Math.min(cutAfter, rest.length) : rest.length);
      out.flush();
    } catch (IOException e) {
      // closing early is the point of a cut
    }
    exchange.close();
  }

  private void note(String server, HttpExchange exchange) {
    requests.add(
        "%s %s %s %s"
            .formatted(
                server,
                exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("Range"),
                exchange.getRequestHeaders().getFirst("Authorization")));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, empty ? -1 : body.length);
    if (!empty) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static boolean large(String path) {
    return path.endsWith(".safetensors") || path.endsWith(".bin");
  }

  private String description() {
    List<String> siblings = new ArrayList<>();
    files.forEach(
        (name, bytes) ->
            siblings.add(
                large(name)
                    ? "{\"rfilename\": \"%s\", \"lfs\": {\"sha256\": \"%s\", \"size\": %d, \"pointerSize\": 130}}"
                        .formatted(name, sum("SHA-256", bytes), bytes.length)
                    : "{\"rfilename\": \"%s\", \"blobId\": \"%s\", \"size\": %d}"
                        .formatted(name, gitSum(bytes), bytes.length)));
    return "{\"id\": \"%s\", \"sha\": \"%s\", \"siblings\": [%s]}"
        .formatted(ID, REVISION, String.join(", ", siblings));
  }

  private static String gitSum(byte[] bytes) {
    byte[] head = ("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(head, head.length + bytes.length);
    System.arraycopy(bytes, 0, all, head.length, bytes.length);
    return sum("SHA-1", all);
  }

  private static String sum(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    hub.stop(0);
    storage.stop(0);
  }
}
