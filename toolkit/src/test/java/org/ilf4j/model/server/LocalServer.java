package org.ilf4j.model.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ilf4j.model.Generation;
import org.ilf4j.model.GenerationOptions;
import org.ilf4j.model.GenerationRequest;
import org.ilf4j.model.StopRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A server on this machine that answers, waits, fails and refuses, for the tests against it. */
@Timeout(60)
abstract class LocalServer {
  static final String KEY = "sk-very-secret";
  static final GenerationOptions OPTIONS =
      new GenerationOptions(0.8, 0.95, 0, 128, 7, StopRule.NEXT_STATEMENT);

  final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  final List<String> signatures = new CopyOnWriteArrayList<>();
  final List<Long> times = new CopyOnWriteArrayList<>();
  final CountDownLatch end = new CountDownLatch(1);
  final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  int failures;
  int failureStatus = 503;
  String retryAfter;
  String redirect;
  String echo = KEY;
  String spoken;
  boolean silent;

  @BeforeEach
  void start() throws IOException {
    InetSocketAddress local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = HttpServer.create(local, 0);
    server.setExecutor(threads);
    server.createContext("/v1/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode request = new ObjectMapper().readTree(exchange.getRequestBody());
    requests.add(request);
    times.add(System.nanoTime());
    signatures.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    if (silent) {
      awaitEnd();
    }
    if (failing()) {
      if (redirect != null) {
        exchange.getResponseHeaders().set("Location", redirect);
      }
      if (retryAfter != null) {
        exchange.getResponseHeaders().set("Retry-After", retryAfter);
      }
      send(exchange, failureStatus, "{\"error\": {\"message\": \"no use for " + echo + "\"}}");
      return;
    }
    String program = spoken == null ? "    return 1\\n\\nprint(2)" : spoken;
    send(
        exchange,
        200,
        exchange.getRequestURI().getPath().endsWith("/chat/completions")
            ? "{\"choices\": [{\"message\": {\"content\": \"%s\"}}]}"
                .formatted(program.contains("```") ? program : "```python\\n" + program + "\\n```")
            : "{\"choices\": [{\"text\": \"%s\", \"finish_reason\": \"length\"}]}"
                .formatted(program));
  }

  private synchronized boolean failing() {
    return failures-- > 0;
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/";
  }

  ServerModel quick(ServerModel model) {
    return model.with(model.settings().withTries(4, Duration.ofMillis(1)).withRate(1000, 3));
  }

  Map<String, Generation> generate(ServerModel model, GenerationRequest... prompts) {
    Map<String, Generation> done = new TreeMap<>();
    Thread caller = Thread.currentThread();
    model.generate(
        List.of(prompts),
        OPTIONS,
        (request, sample, generation) -> {
          assertThat(Thread.currentThread()).isSameAs(caller);
          done.put(request.stream() + "-" + sample, generation);
        });
    return done;
  }

  ServerModel model() {
    return ServerModel.completion(address(), "m").key(KEY);
  }

  static ServerModel at(String address) {
    ServerModel model = ServerModel.completion(address, "m");
    return model.with(model.settings().withTries(1, Duration.ofMillis(1)));
  }
}
