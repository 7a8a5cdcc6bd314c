package org.ilf4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CheckpointException;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.ilf4j.model.checkpoint.RandomWeights;
import org.ilf4j.model.engine.Precision;
import org.ilf4j.model.hub.HubException;
import org.ilf4j.model.hub.HubSettings;
import org.ilf4j.model.tokenizer.BpeTrainer;
import org.ilf4j.model.tokenizer.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedModelsTest {
  private static final String REVISION = "0123456789abcdef0123456789abcdef01234567";

  @TempDir Path home;

  private final Tokenizer tokenizer = BpeTrainer.train(List.of("def f(x):\n    return x\n"), 310);
  private final Checkpoint checkpoint =
      RandomWeights.of(CodeGenConfig.of(320, 64, 1, 32, 4, 4, tokenizer.eosId()), 7);

  private CodeGen load(String name) {
    Map<String, String> variables = Map.of("HF_HUB_OFFLINE", "1");
    return LoadedModels.named(name, Precision.FLOAT32, () -> HubSettings.of(variables, home));
  }

  @Test
  void readsTheUsersHubCacheAsItIs() throws IOException {
    Path model = home.resolve(".cache/huggingface/hub/models--someone--tiny");
    CodeGen.of(checkpoint, tokenizer, "tiny").save(model.resolve("snapshots").resolve(REVISION));
    Files.createDirectories(model.resolve("refs"));
    Files.writeString(model.resolve("refs/main"), REVISION);
    try (CodeGen loaded = load("someone/tiny")) {
      assertThat(loaded.name()).isEqualTo("tiny");
      assertThat(loaded.fingerprint()).isEqualTo(checkpoint.sha256());
    }
  }

  @Test
  void readsAFolder() {
    CodeGen.of(checkpoint, tokenizer, "tiny").save(home.resolve("own"));
    try (CodeGen loaded = load(home.resolve("own").toString())) {
      assertThat(loaded.name()).isEqualTo("own");
      assertThat(loaded.tokenizer().encode("return")).isEqualTo(tokenizer.encode("return"));
    }
  }

  @Test
  void saysWhichNamesThereAre() {
    for (String name : List.of("nan", "a/b/c", "C:\\models\\tiny\0")) {
      assertThatThrownBy(() -> load(name))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("choose \"nano\"")
          .hasMessageContaining("Salesforce/codegen-350M-mono");
    }
    assertThatThrownBy(() -> load("someone/absent"))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("someone/absent is not in");
  }

  @Test
  void guessesWhatATypingErrorMeant() {
    for (String name : List.of("nanoo", "Nano", " nano ", "nan", "codegen-nano")) {
      assertThatThrownBy(() -> load(name))
          .isInstanceOf(CheckpointException.class)
          .hasMessageStartingWith("No model \"" + name + "\" (did you mean \"nano\"?)");
    }
    assertThatThrownBy(() -> load("large")).hasMessageNotContaining("did you mean");
  }

  @Test
  void asksForANameOrAFolder() {
    for (String none : new String[] {null, "", " "}) {
      assertThatThrownBy(() -> load(none))
          .isInstanceOf(CheckpointException.class)
          .hasMessageStartingWith("No model was named; choose \"nano\"");
    }
    assertThatThrownBy(() -> CodeGen.load((Path) null))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("No folder was given");
    assertThatThrownBy(() -> CodeGen.load(home.getRoot()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("config.json");
  }

  @Test
  void saysWhatIsWrongWithAPath() throws IOException {
    Path file = Files.writeString(home.resolve("weights"), "no folder");
    for (String path : List.of(file.toString(), home.resolve("absent").toString())) {
      String why = path.endsWith("absent") ? path + " does not exist" : path + " is a file";
      assertThatThrownBy(() -> load(path))
          .isInstanceOf(CheckpointException.class)
          .hasMessageStartingWith(why + "; give the folder of a ");
      assertThatThrownBy(() -> CodeGen.load(Path.of(path)))
          .isInstanceOf(CheckpointException.class)
          .hasMessageStartingWith(why + "; give the folder of a ");
    }
    CodeGen model = CodeGen.of(checkpoint, tokenizer, "tiny");
    for (Path place : List.of(file, file.resolve("below"))) {
      assertThatThrownBy(() -> model.save(place))
          .isInstanceOf(CheckpointException.class)
          .hasMessageStartingWith("Cannot make the folder " + place + " (")
          .hasMessageEndingWith("; name a folder that may be written.");
    }
    assertThat(file).hasContent("no folder");
  }

  @Test
  void asksForTheNameInAnAddress() {
    for (String end : List.of("", "/", "/tree/main", "?x=1")) {
      assertThatThrownBy(() -> load("https://huggingface.co/Owner/name" + end))
          .isInstanceOf(CheckpointException.class)
          .hasMessageEndingWith("is an address; give the Hub's name alone: \"Owner/name\".");
    }
  }

  @Test
  void aTokenizerThatIsMissingOrBrokenIsABrokenFolder() throws IOException {
    Path folder = home.resolve("own");
    CodeGen.of(checkpoint, tokenizer, "tiny").save(folder);
    Files.writeString(folder.resolve("tokenizer.json"), "{");
    assertThatThrownBy(() -> CodeGen.load(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("Cannot read the tokenizer in " + folder + " (Unexpected end");
    Files.delete(folder.resolve("tokenizer.json"));
    assertThatThrownBy(() -> CodeGen.load(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(folder + " holds no tokenizer; tokenizer.json");
  }

  @Test
  void refusesCodeGen25BeforeAskingAnyNetwork() {
    Supplier<HubSettings> untouched =
        () -> {
          throw new AssertionError("the Hub was asked");
        };
    for (String name : List.of("Salesforce/codegen25-7b-mono_P", "Salesforce/CodeGen2.5")) {
      assertThatThrownBy(() -> LoadedModels.named(name, Precision.FLOAT32, untouched))
          .isInstanceOf(CheckpointException.class)
          .hasMessageStartingWith(name + " is a CodeGen2.5, which is a Llama")
          .hasMessageContaining("Salesforce/codegen2-1B");
    }
  }

  @Test
  void refusesATokenizerOfAnotherModel() {
    Checkpoint small = RandomWeights.of(CodeGenConfig.of(100, 64, 1, 32, 4, 4, 0), 7);
    assertThatThrownBy(() -> CodeGen.of(small, tokenizer, "mixed"))
        .hasMessageContaining("tokenizer of mixed")
        .hasMessageContaining("its weights 100");
  }

  @Test
  void aPrecisionIsPartOfTheModelsIdentity() {
    CodeGen.of(checkpoint, tokenizer, "tiny").save(home.resolve("own"));
    try (CodeGen bytes = CodeGen.load(home.resolve("own"), Precision.INT8);
        CodeGen exact = bytes.in(Precision.FLOAT32)) {
      assertThat(bytes.name()).isEqualTo("own (int8)");
      assertThat(bytes.engine().name()).contains("int8");
      assertThat(exact.name()).isEqualTo("own");
      assertThat(exact.engine().name()).contains("float32");
      assertThat(bytes.fingerprint()).isEqualTo(exact.fingerprint() + "-int8");
    }
  }

  @Test
  void halvesAreRefusedWithoutAGpu() {
    if (CudaUtils.hasCuda()) {
      System.out.println("skipped: this machine has a GPU");
      return;
    }
    assertThatThrownBy(() -> CodeGen.of(checkpoint, tokenizer, "tiny").in(Precision.FLOAT16))
        .hasMessageContaining("float16 runs on a GPU only")
        .hasMessageContaining("BFLOAT16 or INT8");
  }
}
