package org.ilf4j.model.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.ilf4j.model.Generation;
import org.ilf4j.model.GenerationListener;
import org.ilf4j.model.GenerationOptions;
import org.ilf4j.model.GenerationRequest;
import org.ilf4j.model.LanguageModel;
import org.ilf4j.progress.InterruptedWorkException;
import org.ilf4j.progress.Progress;

/**
 * A model behind an OpenAI-compatible server.
 *
 * <pre>{@code
 * var model = ServerModel.completion("http://localhost:8000/v1", "Salesforce/codegen-6B-mono");
 * var other = ServerModel.chat("https://api.openai.com/v1", "gpt-4o").keyFrom("OPENAI_API_KEY");
 * }</pre>
 *
 * <p>Every sample is a request of its own, with a seed made of the run's seed, the stream and the
 * sample's index: a server that honours seeds repeats its samples. Servers tell no token ids, so a
 * completion's lists of tokens and log-probabilities are empty.
 */
public final class ServerModel implements LanguageModel {
  private final ServerSettings settings;
  private final ApiKey key;
  private final ServerClient client;

  private ServerModel(ServerSettings settings, ApiKey key) {
    this.settings = settings;
    this.key = key;
    this.client = new ServerClient(settings, key);
  }

  /** A model that continues text, such as one under vLLM. */
  public static ServerModel completion(String address, String model) {
    return new ServerModel(ServerSettings.of(address, model, false), ApiKey.NONE);
  }

  /**
   * A model that answers messages: it is asked to continue the prompt. Where it answers with the
   * whole function instead, such as in a fence between sentences, the continuation is taken out of
   * the answer: what stands behind the header that the prompt ends with. Imports, helper functions
   * and constants before that header are moved into the function. A sample holds the continuation
   * ({@code generated}), not the sentences around it.
   */
  public static ServerModel chat(String address, String model) {
    return new ServerModel(ServerSettings.of(address, model, true), ApiKey.NONE);
  }

  /** The same model, asked with the key that an environment variable holds. */
  public ServerModel keyFrom(String variable) {
    String secret = System.getenv(variable);
    if (secret == null || secret.isBlank()) {
      throw new IllegalArgumentException(
          "The environment variable " + variable + " holds no key; set it and start again.");
    }
    return key(secret);
  }

  /** The same model, asked with a key. */
  public ServerModel key(String secret) {
    return new ServerModel(settings, ApiKey.of(secret));
  }

  /** The same model under other settings; start from {@link #settings()}. */
  public ServerModel with(ServerSettings other) {
    return new ServerModel(other, key);
  }

  /** Time limits, tries and rates. */
  public ServerSettings settings() {
    return settings;
  }

  @Override
  public String name() {
    return settings.model();
  }

  /** Of address, model and interface: a server does not tell its weights. */
  @Override
  public String fingerprint() {
    String identity = settings.address() + " " + settings.model() + " " + settings.chat();
    try {
      byte[] bytes = identity.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private record Finished(GenerationRequest request, int sample, Generation generation) {}

  @Override
  public void generate(
      List<GenerationRequest> requests, GenerationOptions options, GenerationListener listener) {
    int before = listener.finishedBefore();
    int all = before + requests.stream().mapToInt(GenerationRequest::samples).sum();
    ExecutorService workers = Executors.newFixedThreadPool(settings.parallel());
    try (Progress progress = Progress.resume("sampling", before, all, "samples")) {
      if (all == 1) {
        progress.kept(""); // nothing is finished before its end
      }
      CompletionService<Finished> answers = new ExecutorCompletionService<>(workers);
      int open = 0;
      for (GenerationRequest request : requests) {
        for (int i = 0; i < request.samples(); i++) {
          int sample = request.firstSample() + i;
          answers.submit(() -> ask(request, sample, options));
          open++;
        }
      }
      for (; open > 0; open--) {
        Finished finished = result(answers.take());
        listener.completed(finished.request(), finished.sample(), finished.generation());
        progress.advance(1);
      }
    } catch (InterruptedException e) {
      throw new InterruptedWorkException(
          "Interrupted while sampling; where a folder was named, what was finished is kept: run the"
              + " cell again to go on.");
    } finally {
      workers.shutdownNow();
    }
  }

  private Finished ask(GenerationRequest request, int sample, GenerationOptions options)
      throws InterruptedException {
    long seed = seed(options.seed(), request.stream(), sample);
    String body = ServerMessages.request(settings, request.prompt(), options, seed);
    String answer = client.post(body);
    Generation generation =
        ServerMessages.answer(settings, request.prompt(), answer, options.stopRule());
    return new Finished(request, sample, generation);
  }

  /** 31 bits: servers differ in how long a seed may be. */
  private static long seed(long run, long stream, int sample) {
    return ((run * 31 + stream) * 1_000_003 + sample) * 0x9E3779B97F4A7C15L >>> 33;
  }

  private static Finished result(Future<Finished> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw withCaller(failure);
      }
      throw new ServerException("A request failed: " + e.getCause().getMessage(), e.getCause());
    }
  }

  /** The same failure, whose trace goes on with who called, since a worker's ends with its pool. */
  private static RuntimeException withCaller(RuntimeException failure) {
    Stream<StackTraceElement> worker = Arrays.stream(failure.getStackTrace());
    Stream<StackTraceElement> caller = Arrays.stream(new Throwable().getStackTrace());
    failure.setStackTrace(Stream.concat(worker, caller).toArray(StackTraceElement[]::new));
    return failure;
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return "%s at %s, %s, %s"
        .formatted(
            settings.model(), settings.address(), settings.chat() ? "chat" : "completion", key);
  }
}
