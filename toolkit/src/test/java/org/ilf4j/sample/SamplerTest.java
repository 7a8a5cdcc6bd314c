package org.ilf4j.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ilf4j.model.CharacterTokenizer;
import org.ilf4j.model.CodeGen;
import org.ilf4j.model.Generation;
import org.ilf4j.model.GenerationListener;
import org.ilf4j.model.GenerationOptions;
import org.ilf4j.model.GenerationRequest;
import org.ilf4j.model.LanguageModel;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.ilf4j.model.checkpoint.RandomWeights;
import org.ilf4j.prompt.Prompt;
import org.ilf4j.prompt.PromptTemplate;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplerTest {
  private static final CodeGenConfig CONFIG = CodeGenConfig.of(257, 256, 1, 32, 4, 4, 0);

  @TempDir Path folder;

  private final Tasks tasks = Tasks.of("three", List.of(task(11), task(12), task(13)));
  private final CodeGen codeGen =
      CodeGen.of(RandomWeights.of(CONFIG, 1), new CharacterTokenizer(), "random");

  private static Task task(int id) {
    return new Task(
        id,
        "Write a function that doubles a number.",
        "def f" + id + "(x):\n    return 2 * x",
        "",
        List.of("assert f" + id + "(1) == 2"),
        List.of());
  }

  /** Answers with its own name for the sample; fails after some completions. */
  private static final class Scripted implements LanguageModel {
    private final List<String> drawn = new ArrayList<>();
    private int left = Integer.MAX_VALUE;
    private List<Float> told = List.of(-0.5f, -0.25f);

    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public String fingerprint() {
      return "abc";
    }

    @Override
    public void generate(
        List<GenerationRequest> requests, GenerationOptions options, GenerationListener listener) {
      for (GenerationRequest request : requests) {
        for (int i = 0; i < request.samples(); i++) {
          if (left-- == 0) {
            throw new IllegalStateException("killed");
          }
          int sample = request.firstSample() + i;
          String name = request.stream() + "/" + sample;
          drawn.add(name);
          listener.completed(request, sample, generation("return '" + name + "'\nprint(1)"));
        }
      }
    }

    private Generation generation(String text) {
      return new Generation(text, List.of(1, 2), told, Generation.Stop.RULE);
    }

    @Override
    public void close() {}
  }

  @Test
  void aSampleIsTheTasksPromptAndATruncatedIndentedCompletion() {
    Samples samples = Sampler.of(new Scripted()).perTask(2).sample(tasks);
    assertThat(samples.size()).isEqualTo(6);
    Sample sample = samples.of(12).get(1);
    assertThat(sample.program())
        .isEqualTo(PromptTemplate.mbpp().render(task(12)).text() + "    return '12/1'");
    assertThat(sample.generated()).endsWith("print(1)");
    assertThat(sample.logProbability()).isEqualTo(-0.75);
    assertThat(sample.logProbabilities()).containsExactly(-0.5f, -0.25f);
    assertThat(sample.stop()).isEqualTo("RULE");
    assertThat(samples.toString()).startsWith("6 samples of 3 tasks (three)");
  }

  @Test
  void whatIsReadMayDifferFromTheTasksPrompt() {
    List<Prompt> read = tasks.stream().map(task -> new Prompt(task.id(), "OLD CODE")).toList();
    Sample sample = Sampler.of(new Scripted()).perTask(1).sample(tasks, read).of(11).get(0);
    assertThat(sample.prompt()).startsWith("\"\"\"\nWrite a function");
    assertThatThrownBy(() -> Sampler.of(new Scripted()).sample(tasks, read.subList(0, 2)))
        .hasMessageContaining("Task 13 has no prompt");
    List<Prompt> twice = List.of(read.get(0), read.get(0), read.get(1), read.get(2));
    assertThatThrownBy(() -> Sampler.of(new Scripted()).sample(tasks, twice))
        .hasMessageContaining("Task 11 has more than one prompt");
  }

  @Test
  void aBrokenRunGoesOnWithoutRepeating() {
    Path file = folder.resolve("samples.jsonl");
    Samples whole = Sampler.of(new Scripted()).perTask(4).sample(tasks);
    Scripted model = new Scripted();
    model.left = 5;
    Sampler sampler = Sampler.of(model).perTask(4).into(file);
    assertThatThrownBy(() -> sampler.sample(tasks)).hasMessage("killed");
    model.left = Integer.MAX_VALUE;
    Samples resumed = sampler.sample(tasks);
    assertThat(resumed.list()).isEqualTo(whole.list());
    assertThat(model.drawn).doesNotHaveDuplicates().hasSize(12);
    assertThat(sampler.sample(tasks).list()).isEqualTo(whole.list());
    assertThat(model.drawn).hasSize(12);
  }

  @Test
  void aLineCutShortByAKillIsDrawnAgain() throws IOException {
    Path file = folder.resolve("samples.jsonl");
    Samples whole = Sampler.of(codeGen).perTask(3).maxNewTokens(20).into(file).sample(tasks);
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.remove(4);
    lines.remove(1);
    String kept = String.join("\n", lines);
    Files.writeString(file, kept.substring(0, kept.length() - 10));
    Samples resumed = Sampler.of(codeGen).perTask(3).maxNewTokens(20).into(file).sample(tasks);
    assertThat(resumed.list()).isEqualTo(whole.list());
    assertThat(Files.readAllLines(file)).hasSize(9);
    Samples inMemory = Sampler.of(codeGen).perTask(3).maxNewTokens(20).sample(tasks);
    assertThat(inMemory.list()).isEqualTo(whole.list());
    Samples otherSeed = Sampler.of(codeGen).perTask(3).maxNewTokens(20).seed(1).sample(tasks);
    assertThat(otherSeed.list()).isNotEqualTo(whole.list());
  }

  @Test
  void aFileTakesMoreSamplesAndMoreTasks() {
    Path file = folder.resolve("samples.jsonl");
    Scripted model = new Scripted();
    Sampler.of(model).perTask(2).into(file).sample(tasks.first(1));
    Samples more = Sampler.of(model).perTask(3).into(file).sample(tasks);
    assertThat(more.size()).isEqualTo(9);
    assertThat(model.drawn).hasSize(9);
    Samples fewer = Sampler.of(model).perTask(1).into(file).sample(tasks.only(List.of(12)));
    assertThat(fewer.list()).extracting(Sample::taskId).containsExactly(12);
    assertThat(model.drawn).hasSize(9);
  }

  @Test
  void aModelThatTellsNoProbabilityLeavesItOpenInFilesToo() throws IOException {
    Path file = folder.resolve("samples.jsonl");
    Scripted silent = new Scripted();
    silent.told = List.of();
    Samples told = Sampler.of(silent).perTask(1).into(file).sample(tasks);
    assertThat(told).allSatisfy(sample -> assertThat(sample.logProbability()).isNaN());
    assertThat(Files.readString(file)).contains("\"log_probabilities\":[]").doesNotContain("NaN");
    assertThat(Sampler.of(silent).perTask(1).into(file).sample(tasks).list())
        .isEqualTo(told.list());
  }

  @Test
  void aFileKeepsEachTokensProbabilityToTheBit() throws IOException {
    Path file = folder.resolve("samples.jsonl");
    Sampler sampler = Sampler.of(codeGen).perTask(2).maxNewTokens(20);
    Samples drawn = sampler.into(file).sample(tasks);
    for (Sample sample : sampler.into(file).sample(tasks)) {
      List<Float> kept = drawn.of(sample.taskId()).get(sample.index()).logProbabilities();
      assertThat(sample.logProbabilities()).isNotEmpty().isEqualTo(kept);
    }
    String sums = ",\"log_probability\":-1.5";
    String older = Files.readString(file).replaceAll(",\"log_probabilities\":\\[[^]]*]", sums);
    assertThat(older).contains(sums).doesNotContain("probabilities");
    Files.writeString(file, older);
    assertThat(sampler.into(file).sample(tasks))
        .allSatisfy(sample -> assertThat(sample.logProbabilities()).isEmpty());
  }

  @Test
  void aFileOfOtherSettingsIsRefusedAndKept() throws IOException {
    Path file = folder.resolve("samples.jsonl");
    Sampler sampler = Sampler.of(new Scripted()).perTask(1).into(file);
    sampler.sample(tasks);
    String before = Files.readString(file);
    assertThatThrownBy(() -> sampler.seed(1).sample(tasks))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("drawn with seed 0, not 1; choose another file");
    assertThatThrownBy(() -> sampler.temperature(0.5).sample(tasks))
        .hasMessageContaining("at temperature 0.8, not 0.5");
    assertThatThrownBy(() -> sampler.maxNewTokens(9).sample(tasks))
        .hasMessageContaining("maxNewTokens 256, not 9");
    assertThatThrownBy(() -> sampler.topK(3).sample(tasks)).hasMessageContaining("topK 0, not 3");
    assertThatThrownBy(() -> sampler.topP(0.9).sample(tasks)).hasMessageContaining("topP 1.0");
    assertThatThrownBy(() -> Sampler.of(codeGen).perTask(1).into(file).sample(tasks))
        .hasMessageContaining("by the model scripted with other weights than random");
    List<Prompt> read = tasks.stream().map(task -> new Prompt(task.id(), "other")).toList();
    assertThatThrownBy(() -> sampler.sample(tasks, read))
        .hasMessageContaining("from another prompt for task 11");
    Files.delete(folder.resolve("samples.jsonl.manifest.json"));
    assertThatThrownBy(() -> sampler.sample(tasks))
        .hasMessageContaining("its manifest samples.jsonl.manifest.json is missing beside it")
        .hasMessageContaining("nobody knows what drew")
        .hasNoCause();
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void aSamplerShowsItsSettings() {
    Sampler sampler = Sampler.of(new Scripted()).perTask(3).temperature(0.5).seed(9);
    assertThat(sampler)
        .hasToString(
            "Sampler of scripted: 3 per task at temperature 0.5, at most 256 tokens, seed 9");
    assertThat(sampler.topP(0.9).topK(5).into(Path.of("x.jsonl")).toString())
        .contains("temperature 0.5, topP 0.9, topK 5, at most")
        .endsWith("seed 9, into x.jsonl");
  }

  @Test
  void aSamplerNeedsAModel() {
    assertThatThrownBy(() -> Sampler.of(null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs a model");
  }

  @Test
  void optionsOutOfRangeNameTheRange() {
    assertThatThrownBy(() -> SamplingOptions.PAPER.withPerTask(0))
        .hasMessageContaining("perTask is 0; choose 1 or more");
    assertThatThrownBy(() -> SamplingOptions.PAPER.withTemperature(-1))
        .hasMessageContaining("temperature is -1.0");
    assertThatThrownBy(() -> SamplingOptions.PAPER.withTopP(0)).hasMessageContaining("topP is 0.0");
    assertThatThrownBy(() -> SamplingOptions.PAPER.withTopK(-1)).hasMessageContaining("topK is -1");
    assertThatThrownBy(() -> SamplingOptions.PAPER.withMaxNewTokens(0))
        .hasMessageContaining("maxNewTokens is 0");
  }

  @Test
  void aSampleOfAnUnknownTaskIsRefused() {
    Sample sample = new Sample(99, 0, "p", "c", "c", "RULE");
    assertThatThrownBy(() -> Samples.of(tasks, List.of(sample)))
        .hasMessageContaining("task 99, which is not among the tasks three");
    assertThatThrownBy(() -> Samples.of(tasks, List.of()).of(99)).hasMessageContaining("99");
  }
}
