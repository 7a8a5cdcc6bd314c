package org.ilf4j.model.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ilf4j.judge.Judge;
import org.ilf4j.model.Completion;
import org.ilf4j.model.Generation;
import org.ilf4j.model.GenerationRequest;
import org.ilf4j.model.LanguageModel;
import org.ilf4j.model.http.RetryAfter;
import org.ilf4j.progress.InterruptedWorkException;
import org.ilf4j.progress.ProgressSnapshot;
import org.ilf4j.progress.SeenProgress;
import org.ilf4j.sample.Sample;
import org.ilf4j.sample.Sampler;
import org.ilf4j.sample.Samples;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server is asked, and what its answers become. */
class ServerModelTest extends LocalServer {
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
}
