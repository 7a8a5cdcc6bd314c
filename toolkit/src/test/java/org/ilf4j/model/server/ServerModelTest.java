package org.ilf4j.model.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.ilf4j.judge.Judge;
import org.ilf4j.model.Completion;
import org.ilf4j.model.Generation;
import org.ilf4j.model.GenerationOptions;
import org.ilf4j.model.GenerationRequest;
import org.ilf4j.model.LanguageModel;
import org.ilf4j.model.StopRule;
import org.ilf4j.model.http.RetryAfter;
import org.ilf4j.progress.InterruptedWorkException;
import org.ilf4j.progress.ProgressSnapshot;
import org.ilf4j.progress.SeenProgress;
import org.ilf4j.sample.Sample;
import org.ilf4j.sample.Sampler;
import org.ilf4j.sample.Samples;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a server on this machine that answers, waits, fails and refuses. */
@Timeout(60)
class ServerModelTest {
  private static final String KEY = "sk-very-secret";
  private static final GenerationOptions OPTIONS =
      new GenerationOptions(0.8, 0.95, 0, 128, 7, StopRule.NEXT_STATEMENT);

  private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  private final List<String> signatures = new CopyOnWriteArrayList<>();
  private final List<Long> times = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private int failures;
  private int failureStatus = 503;
  private String retryAfter;
  private String redirect;
  private String echo = KEY;
  private String spoken;
  private boolean silent;

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

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/";
  }

  private ServerModel quick(ServerModel model) {
    return model.with(model.settings().withTries(4, Duration.ofMillis(1)).withRate(1000, 3));
  }

  private Map<String, Generation> generate(ServerModel model, GenerationRequest... prompts) {
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

  @Test
  void drawsEachSampleByARequestOfItsOwn() {
    ServerModel model = quick(ServerModel.completion(address(), "codegen"));
    Map<String, Generation> done = new TreeMap<>();
    List<ProgressSnapshot> seen =
        SeenProgress.during(
            () ->
                done.putAll(
                    generate(
                        model,
                        new GenerationRequest("def f", 11, 0, 3),
                        new GenerationRequest("x", 12, 5, 2))));
    assertThat(seen.get(0).total()).isEqualTo(5);
    assertThat(seen.get(seen.size() - 1).done()).isEqualTo(5);
    assertThat(done.keySet()).containsExactly("11-0", "11-1", "11-2", "12-5", "12-6");
    assertThat(done.get("11-0"))
        .isEqualTo(new Generation("    return 1\n", List.of(), List.of(), Generation.Stop.RULE));
    assertThat(requests).hasSize(5);
    JsonNode request = requests.get(0);
    assertThat(request.path("model").asText()).isEqualTo("codegen");
    assertThat(request.path("temperature").asDouble()).isEqualTo(0.8);
    assertThat(request.path("top_p").asDouble()).isEqualTo(0.95);
    assertThat(request.path("max_tokens").asInt()).isEqualTo(128);
    assertThat(requests.stream().map(one -> one.path("seed").asLong())).doesNotHaveDuplicates();
  }

  @Test
  void completesAPromptAsAModelOfThisMachineDoes() {
    LanguageModel model = quick(ServerModel.completion(address(), "codegen"));
    Completion found = model.complete("def f():\n", 40);
    assertThat(found.code()).isEqualTo("def f():\n    return 1\n");
    assertThat(found.hasTokens()).isFalse();
    assertThat(requests.get(0).path("max_tokens").asInt()).isEqualTo(40);
    assertThat(requests.get(0).path("temperature").asDouble()).isZero();
    model.complete("def f():\n", OPTIONS);
    assertThat(requests.get(1).path("temperature").asDouble()).isEqualTo(0.8);
    model.complete("def f():\n");
    assertThat(requests.get(2).path("max_tokens").asInt()).isEqualTo(256);
  }

  @Test
  void theSameSampleHasTheSameSeed() {
    ServerModel model = quick(ServerModel.completion(address(), "codegen"));
    generate(model, new GenerationRequest("x", 12, 6, 1));
    generate(model, new GenerationRequest("y", 3, 0, 1), new GenerationRequest("x", 12, 6, 1));
    long seed = requests.get(0).path("seed").asLong();
    assertThat(requests.stream().filter(one -> one.path("seed").asLong() == seed)).hasSize(2);
  }

  @Test
  void speaksWithChatModels() {
    Map<String, Generation> done =
        generate(
            quick(ServerModel.chat(address(), "gpt")), new GenerationRequest("def f", 1, 0, 1));
    assertThat(done.get("1-0").text()).isEqualTo("    return 1\n");
    assertThat(requests.get(0).path("messages").path(1).path("content").asText())
        .isEqualTo("def f");
  }

  /** The stop rule would cut at the import and at the header. */
  @Test
  void aChatModelsWholeFunctionIsJudgedAsItIsMeant() {
    Task task =
        new Task(
            11,
            "Remove digits.",
            "def remove_digits(s):\n    return s",
            "",
            List.of("assert remove_digits('a1b2') == 'ab'"),
            List.of());
    Tasks tasks = Tasks.of("one", List.of(task));
    String function = "def remove_digits(s: str) -> str:\\n    return re.sub(r'[0-9]', '', s)\\n";
    for (String answer :
        List.of(
            "Sure:\\n```python\\nimport re\\n\\n" + function + "```\\nIt uses a pattern.",
            "```python\\ndef clean(s):\\n    import re\\n    return re.sub('[0-9]', '', s)\\n\\n"
                + "def remove_digits( s ):\\n    return clean(s)\\n\\nprint(remove_digits('x'))\\n```",
            "I use ```re```.\\nimport re\\n" + function)) {
      spoken = answer;
      Samples samples =
          Sampler.of(quick(ServerModel.chat(address(), "gpt"))).perTask(1).sample(tasks);
      Sample sample = samples.of(11).get(0);
      assertThat(sample.program()).startsWith(sample.prompt() + "    ").contains("re.sub");
      assertThat(Judge.standard().judge(samples).passes().size()).as(sample.program()).isEqualTo(1);
    }
  }

  @Test
  void triesAgainWhereItMayHelp() {
    for (int status : new int[] {429, 500, 503}) {
      failureStatus = status;
      failures = 3;
      assertThat(
              generate(
                  quick(ServerModel.completion(address(), "m")),
                  new GenerationRequest("x", 1, 0, 1)))
          .hasSize(1);
    }
    assertThat(requests).hasSize(12);
  }

  @Test
  void waitsAsLongAsTheServerAsks() {
    failureStatus = 429;
    failures = 1;
    retryAfter = "1";
    assertThat(generate(quick(model()), new GenerationRequest("x", 1, 0, 1))).hasSize(1);
    assertThat(Duration.ofNanos(times.get(1) - times.get(0)))
        .as("1 s where we would have waited 1 ms")
        .isGreaterThanOrEqualTo(Duration.ofMillis(990));
  }

  @Test
  void aServerNamesSecondsOrADate() {
    Instant now = Instant.parse("2015-10-21T07:28:00.500Z");
    assertThat(RetryAfter.seconds("120", now)).isEqualTo(120);
    assertThat(RetryAfter.seconds("Wed, 21 Oct 2015 07:28:30 GMT", now)).isEqualTo(30);
    assertThat(RetryAfter.seconds("Wed, 21 Oct 2015 07:27:00 GMT", now)).isZero();
    assertThat(RetryAfter.seconds(null, now)).isZero();
    for (String nothing : List.of("", "soon", "-1", "99999999999999999999")) {
      assertThat(RetryAfter.seconds(nothing, now)).isZero();
    }
  }

  @Test
  void givesUpAfterSoManyTriesAndSaysWhy() {
    failures = 100;
    assertThatThrownBy(() -> generate(quick(model()), new GenerationRequest("x", 1, 0, 1)))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("no completion in 4 tries (status 503")
        .hasMessageNotContaining(KEY);
    assertThat(requests).hasSize(4);
  }

  @Test
  void doesNotRepeatWhatWasRefused() {
    failures = 100;
    failureStatus = 401;
    assertThatThrownBy(() -> generate(quick(model()), new GenerationRequest("x", 1, 0, 1)))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("refuses a key (status 401")
        .hasMessageNotContaining(KEY);
    assertThat(requests).hasSize(1);
    failureStatus = 404;
    assertThatThrownBy(() -> generate(quick(model()), new GenerationRequest("x", 1, 0, 1)))
        .hasMessageContaining("refuses the request for m (status 404")
        .hasMessageContaining("check the address");
  }

  private ServerModel model() {
    return ServerModel.completion(address(), "m").key(KEY);
  }

  @Test
  void sendsTheKeyAndShowsItNowhere() {
    ServerModel model = quick(model());
    generate(model, new GenerationRequest("x", 1, 0, 1));
    assertThat(signatures).containsExactly("Bearer " + KEY);
    assertThat(model.toString() + model.settings() + model.fingerprint() + model.name())
        .doesNotContain(KEY);
    assertThatThrownBy(() -> model.keyFrom("ILF_NO_SUCH_VARIABLE"))
        .hasMessageContaining("ILF_NO_SUCH_VARIABLE");
  }

  @Test
  void aFolderOfSamplesHoldsNoKey(@TempDir Path folder) throws IOException {
    Task task =
        new Task(11, "Add.", "def f(x):\n    return 1", "", List.of("assert f(1) == 1"), List.of());
    spoken = "    return 1  # " + KEY;
    Sampler.of(quick(model()))
        .perTask(2)
        .into(folder.resolve("samples.jsonl"))
        .sample(Tasks.of("one", List.of(task)));
    assertThat(signatures).contains("Bearer " + KEY);
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).as("samples and their manifest").hasSize(2);
      for (Path file : all) {
        assertThat(file).content().isNotEmpty().doesNotContain(KEY);
      }
    }
  }

  /** The HTTP client would repeat a header that it cannot send. */
  @Test
  void aKeyThatCannotBeSentIsRefusedAndNotShown() {
    for (String wrong : List.of(KEY + "\nX-Other: 1", KEY + " " + KEY, KEY + "é")) {
      assertThatThrownBy(() -> model().key(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("copy it again")
          .hasMessageNotContaining(KEY);
    }
  }

  @Test
  void anAddressThatHoldsAKeyIsRefusedAndNotShown() {
    for (String address : List.of("http://me:" + KEY + "@host/v1", "http://host/v1?key=" + KEY)) {
      assertThatThrownBy(() -> ServerModel.completion(address, "m"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("keyFrom")
          .hasMessageNotContaining(KEY);
    }
  }

  @Test
  void aKeyThatTheServerRepeatsReachesNoSample() {
    spoken = "key = '" + KEY + "'";
    Generation found = generate(quick(model()), new GenerationRequest("x", 1, 0, 1)).get("1-0");
    assertThat(found.text()).isEqualTo("key = '(key)'");
  }

  /** Clients give servers on their own machine any word as key. */
  @Test
  void aStandInForAKeyTakesNoWordOutOfACompletion() {
    spoken = "return none";
    ServerModel model = quick(model()).key("none");
    Generation found = generate(model, new GenerationRequest("x", 1, 0, 1)).get("1-0");
    assertThat(found.text()).isEqualTo("return none");
  }

  @Test
  void anEncodedKeyIsNotShownEither() {
    failures = 100;
    failureStatus = 400;
    for (String encoded :
        List.of(KEY.replace("-", "%2D"), KEY.replace("-", "%2d"), KEY.replace("-", "\\u002d"))) {
      echo = encoded;
      assertThatThrownBy(() -> generate(quick(model()), new GenerationRequest("x", 1, 0, 1)))
          .hasMessageContaining("no use for (key)")
          .hasMessageNotContaining("secret");
    }
    echo = "x".repeat(200 - "no use for ".length() - 9) + KEY;
    assertThatThrownBy(() -> generate(quick(model()), new GenerationRequest("x", 1, 0, 1)))
        .as("cut in its middle")
        .hasMessageNotContaining("sk-");
  }

  @Test
  void anAnswerThatIsTooLargeIsGivenUp() {
    spoken = "x".repeat(LimitedText.LIMIT);
    assertThatThrownBy(() -> generate(quick(model()), new GenerationRequest("x", 1, 0, 1)))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("answered with more than 16,000,000 bytes");
    assertThat(requests).hasSize(1);
  }

  @Test
  void tellsHowLongTheServerAskedToWait() {
    failures = 1;
    failureStatus = 429;
    retryAfter = "3600";
    ServerModel once = model().with(model().settings().withTries(1, Duration.ofMillis(1)));
    assertThatThrownBy(() -> generate(once, new GenerationRequest("x", 1, 0, 1)))
        .hasMessageContaining("asks to wait 3,600 s, and we wait 60 s");
  }

  @Test
  void saysWhereItIsRedirectedTo() {
    for (int status : new int[] {301, 307, 308}) {
      failures = 1;
      failureStatus = status;
      redirect = "https://other.example/v1/completions";
      assertThatThrownBy(() -> generate(quick(model()), new GenerationRequest("x", 1, 0, 1)))
          .hasMessageContaining("redirects to " + redirect + " (status " + status)
          .hasMessageEndingWith("give the address https://other.example/v1.");
    }
    assertThat(requests).hasSize(3);
  }

  @Test
  void saysWhyThereIsNoConnection() {
    assertThatThrownBy(
            () -> generate(at("http://localhost:1/v1"), new GenerationRequest("x", 1, 0, 1)))
        .hasMessageContaining("(nothing answers at this address)");
    assertThatThrownBy(
            () -> generate(at("http://no.such.invalid/v1"), new GenerationRequest("x", 1, 0, 1)))
        .hasMessageContaining("(no machine has this name)");
  }

  private static ServerModel at(String address) {
    ServerModel model = ServerModel.completion(address, "m");
    return model.with(model.settings().withTries(1, Duration.ofMillis(1)));
  }

  @Test
  void asksForAKeyWhereNoneWasGiven() {
    failures = 1;
    failureStatus = 401;
    ServerModel model = quick(ServerModel.completion(address(), "m"));
    assertThatThrownBy(() -> generate(model, new GenerationRequest("x", 1, 0, 1)))
        .hasMessageContaining("asks for a key (status 401");
  }

  @Test
  void saysHowToAskMoreSlowly() {
    failures = 100;
    failureStatus = 429;
    assertThatThrownBy(() -> generate(quick(model()), new GenerationRequest("x", 1, 0, 1)))
        .hasMessageContaining("status 429")
        .hasMessageContaining("more slowly than 1000.0 requests a second, 3 at once")
        .hasMessageContaining("settings().withRate")
        .hasMessageContaining("settings().withTries")
        .hasMessageNotContaining("timeout");
  }

  @Test
  void namesTheAddressThatLacksItsVersion() {
    String short404 = address().replace("/v1/", "");
    assertThatThrownBy(() -> generate(at(short404), new GenerationRequest("x", 1, 0, 1)))
        .hasMessageContaining("status 404")
        .hasMessageContaining("try " + short404 + "/v1.");
  }

  @Test
  void namesTheAddressThatSpeaksNoJson() {
    spoken = "\"";
    assertThatThrownBy(() -> generate(quick(model()), new GenerationRequest("x", 1, 0, 1)))
        .isInstanceOf(ServerException.class)
        .hasMessageStartingWith(address().replaceAll("/$", "") + " answered without JSON")
        .hasMessageNotContaining(KEY);
  }

  @Test
  void aFailureTellsWhoCalled() {
    failures = 1;
    failureStatus = 400;
    Throwable failure =
        catchThrowable(() -> generate(quick(model()), new GenerationRequest("x", 1, 0, 1)));
    assertThat(Arrays.stream(failure.getStackTrace()).map(StackTraceElement::getMethodName))
        .contains("once", "aFailureTellsWhoCalled");
  }

  @Test
  void doesNotWaitForEver() {
    silent = true;
    ServerModel model = quick(model());
    ServerModel hasty = model.with(model.settings().withTimeout(Duration.ofMillis(200)));
    assertThatThrownBy(() -> generate(hasty, new GenerationRequest("x", 1, 0, 1)))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("in 4 tries")
        .hasMessageContaining("settings().withTimeout");
  }

  @Test
  void stopsWhenInterrupted() {
    silent = true;
    Thread caller = Thread.currentThread();
    threads.submit(
        () -> {
          while (requests.isEmpty()) {
            Thread.onSpinWait();
          }
          caller.interrupt();
        });
    assertThatThrownBy(() -> generate(quick(model()), new GenerationRequest("x", 1, 0, 9)))
        .isInstanceOf(InterruptedWorkException.class);
    assertThat(requests.size()).isLessThanOrEqualTo(3);
  }

  @Test
  void keepsToTheRate() {
    ServerModel model = model().with(model().settings().withRate(20, 4));
    long start = System.nanoTime();
    generate(model, new GenerationRequest("x", 1, 0, 5));
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("5 requests with 50 ms between them")
        .isGreaterThanOrEqualTo(Duration.ofMillis(199));
  }

  @Test
  void refusesWhatIsNoAddress() {
    for (String address : List.of("localhost", "http://two words/v1", "ftp://host/v1", "")) {
      assertThatThrownBy(() -> ServerModel.completion(address, "m"))
          .hasMessageContaining('"' + address + '"')
          .hasMessageContaining("http://localhost:8000/v1");
    }
  }
}
