package org.ilf4j.sample;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ilf4j.model.Generation;
import org.ilf4j.model.GenerationListener;
import org.ilf4j.model.GenerationOptions;
import org.ilf4j.model.GenerationRequest;
import org.ilf4j.model.LanguageModel;
import org.ilf4j.prompt.Prompt;
import org.ilf4j.prompt.PromptTemplate;
import org.ilf4j.prompt.Truncation;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;

/**
 * One call of the sampler: which tasks, what is read for each, and what is still to be drawn.
 *
 * @param own the prompt that each task's program starts with
 * @param read the text that the model reads for each task
 */
record SamplingJob(
    LanguageModel model,
    SamplingOptions options,
    Tasks tasks,
    Map<Integer, String> own,
    Map<Integer, String> read) {

  static SamplingJob of(
      LanguageModel model,
      SamplingOptions options,
      PromptTemplate template,
      Tasks tasks,
      List<Prompt> prompts) {
    Map<Integer, String> texts = textByTask(prompts);
    Map<Integer, String> own = new LinkedHashMap<>();
    Map<Integer, String> read = new LinkedHashMap<>();
    for (Task task : tasks) {
      String text = texts.get(task.id());
      if (text == null) {
        throw new IllegalArgumentException(
            "Task %d has no prompt among the %d given; pass one prompt per task."
                .formatted(task.id(), prompts.size()));
      }
      own.put(task.id(), template.render(task).text());
      read.put(task.id(), text);
    }
    return new SamplingJob(model, options, tasks, own, read);
  }

  private static Map<Integer, String> textByTask(List<Prompt> prompts) {
    Map<Integer, String> texts = new HashMap<>();
    for (Prompt prompt : prompts) {
      if (texts.put(prompt.taskId(), prompt.text()) != null) {
        throw new IllegalArgumentException(
            "Task " + prompt.taskId() + " has more than one prompt; pass one prompt per task.");
      }
    }
    return texts;
  }

  SampleManifest manifest() {
    Map<Integer, String> digests = new HashMap<>();
    own.forEach((id, text) -> digests.put(id, digest(text + "\0" + read.get(id))));
    return new SampleManifest(
        model.name(),
        model.fingerprint(),
        options.temperature(),
        options.topP(),
        options.topK(),
        options.maxNewTokens(),
        options.seed(),
        digests);
  }

  /** Draws what is missing and returns everything asked for, found or drawn. */
  Samples run(Map<Integer, Map<Integer, Sample>> found, Consumer<Sample> finished) {
    List<Sample> samples = new ArrayList<>();
    List<GenerationRequest> missing = new ArrayList<>();
    for (Task task : tasks) {
      Map<Integer, Sample> there = found.getOrDefault(task.id(), Map.of());
      there.values().stream().filter(s -> s.index() < options.perTask()).forEach(samples::add);
      missing.addAll(missing(task.id(), there));
    }
    model.generate(missing, generationOptions(), collecting(samples, finished));
    return Samples.of(tasks, samples);
  }

  /** Adds what is drawn to what was found. */
  private GenerationListener collecting(List<Sample> samples, Consumer<Sample> finished) {
    int before = samples.size();
    return new GenerationListener() {
      @Override
      public void completed(GenerationRequest request, int index, Generation generation) {
        Sample sample = sample((int) request.stream(), index, generation);
        finished.accept(sample);
        samples.add(sample);
      }

      @Override
      public int finishedBefore() {
        return before;
      }
    };
  }

  /** One request for each unbroken range of indices that is not there. */
  private List<GenerationRequest> missing(int taskId, Map<Integer, Sample> there) {
    List<GenerationRequest> requests = new ArrayList<>();
    int first = 0;
    for (int index = 0; index <= options.perTask(); index++) {
      if (index == options.perTask() || there.containsKey(index)) {
        if (index > first) {
          requests.add(new GenerationRequest(read.get(taskId), taskId, first, index - first));
        }
        first = index + 1;
      }
    }
    return requests;
  }

  private GenerationOptions generationOptions() {
    return new GenerationOptions(
        options.temperature(),
        options.topP(),
        options.topK(),
        options.maxNewTokens(),
        options.seed(),
        Truncation::end);
  }

  private Sample sample(int taskId, int index, Generation generation) {
    return new Sample(
        taskId,
        index,
        own.get(taskId),
        Truncation.apply(generation.text()),
        generation.text(),
        generation.stop().name(),
        generation.logProbabilities());
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
