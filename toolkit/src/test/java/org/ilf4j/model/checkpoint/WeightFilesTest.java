package org.ilf4j.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each form of weight file, whole and broken. (Files that torch itself wrote: ParityTest.) */
class WeightFilesTest {
  /** A list that holds itself as a key, and as what a persistent id says: neither has an end. */
  private static final String LIST_IN_ITSELF = "}]q\0h\0ah\0K\1s.";

  @TempDir Path folder;

  private final Checkpoint checkpoint = RandomWeights.of(RandomWeights.tiny(), 7);
  private final List<String> names = new ArrayList<>(checkpoint.names());

  @BeforeEach
  void writeConfig() {
    ConfigJson.write(checkpoint.config(), NumberType.F32, folder.resolve("config.json"));
  }

  @ParameterizedTest
  @MethodSource("formsAndTypes")
  void readsEachFormInEachType(String form, NumberType type) throws IOException {
    String expected = StoredNumbers.rounded(checkpoint, type).sha256();
    write(names, type, folder.resolve(form));
    assertThat(Checkpoint.read(folder).sha256()).isEqualTo(expected);
    Files.delete(folder.resolve(form));
    writeParts(form, type);
    assertThat(Checkpoint.read(folder).sha256()).as("in parts").isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("formsAndTypes")
  void savesTheNumbersAsTheyWereStored(String form, NumberType type) throws IOException {
    write(names, type, folder.resolve(form));
    Checkpoint stored = Checkpoint.read(folder);
    assertThat(stored.storedAs()).isEqualTo(type);
    Path copy = folder.resolve("copy");
    stored.save(copy);
    Checkpoint saved = Checkpoint.read(copy);
    assertThat(saved.storedAs()).isEqualTo(type);
    assertThat(saved.sha256()).isEqualTo(stored.sha256());
    assertThat(Files.size(copy.resolve("model.safetensors")))
        .isBetween(
            type.bytes() * checkpoint.config().parameters(),
            type.bytes() * checkpoint.config().parameters() + 8192);
    assertThat(copy.resolve("config.json")).content().contains(": \"" + type.torchName() + '"');
  }

  @ParameterizedTest
  @EnumSource(NumberType.class)
  void eightBlocksKeepTheirTypeWhereTheyAreSavedAsFour(NumberType type) throws IOException {
    CodeGenConfig eight = new CodeGenConfig(300, 64, 1, 64, 8, 4, 8, 256, 0, 0, 1e-5f);
    Checkpoint random = RandomWeights.of(eight, 7);
    ConfigJson.write(eight, type, folder.resolve("config.json"));
    SafetensorsWriter.write(random, random.names(), type, folder.resolve("model.safetensors"));
    Checkpoint.read(folder).save(folder.resolve("four"));
    Checkpoint four = Checkpoint.read(folder.resolve("four"));
    assertThat(four.storedAs()).isEqualTo(type);
    String qkv = "transformer.h.0.attn.qkv_proj.weight";
    Checkpoint stored = Checkpoint.read(folder);
    assertThat(four.rows(qkv, 0, 8)).as("q of the first block").isEqualTo(stored.rows(qkv, 0, 8));
    assertThat(four.rows(qkv, 8, 8)).as("q of the second").isEqualTo(stored.rows(qkv, 24, 8));
    assertThat(four.rows(qkv, 16, 8)).as("v of the first").isEqualTo(stored.rows(qkv, 8, 8));
  }

  @Test
  void numbersOfTwoTypesAreSavedEachInItsOwn() throws IOException {
    List<String> half = names.subList(0, 5);
    List<String> whole = names.subList(5, names.size());
    write(half, NumberType.F16, folder.resolve("1.safetensors"));
    write(whole, NumberType.F32, folder.resolve("2.safetensors"));
    Map<String, String> places = new LinkedHashMap<>();
    half.forEach(name -> places.put(name, "1.safetensors"));
    whole.forEach(name -> places.put(name, "2.safetensors"));
    writeIndex("model.safetensors", Map.of("weight_map", places));
    Checkpoint stored = Checkpoint.read(folder);
    assertThat(stored.storedAs()).isEqualTo(NumberType.F32);
    stored.save(folder.resolve("copy"));
    Path file = folder.resolve("copy/model.safetensors");
    assertThat(Checkpoint.read(folder.resolve("copy")).sha256()).isEqualTo(stored.sha256());
    List<String> types = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (SafetensorsHeader.Entry entry : SafetensorsHeader.read(channel, file)) {
        types.add(entry.type());
      }
    }
    assertThat(types)
        .as("wide numbers first, as torch needs them")
        .contains("F16", "F32")
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  static Stream<Arguments> formsAndTypes() {
    return Stream.of("pytorch_model.bin", "model.safetensors")
        .flatMap(form -> Stream.of(NumberType.values()).map(type -> arguments(form, type)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pytorch_model.bin", "model.safetensors"})
  void namesAMissingPart(String form) throws IOException {
    writeParts(form, NumberType.F32);
    Files.delete(folder.resolve("2-" + form));
    assertThatThrownBy(() -> Checkpoint.read(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("2-" + form);
  }

  private void writeParts(String form, NumberType type) throws IOException {
    Map<String, String> places = new LinkedHashMap<>();
    List<List<String>> parts = List.of(names.subList(0, 5), names.subList(5, names.size()));
    for (int i = 0; i < 2; i++) {
      String part = i + 1 + "-" + form;
      parts.get(i).forEach(name -> places.put(name, part));
      write(parts.get(i), type, folder.resolve(part));
    }
    writeIndex(form, Map.of("weight_map", places));
  }

  private void write(List<String> some, NumberType type, Path file) throws IOException {
    if (file.toString().endsWith(".bin")) {
      TorchFileWriter.write(checkpoint, some, type, file);
    } else {
      SafetensorsWriter.write(checkpoint, some, type, file);
    }
  }

  private void writeIndex(String form, Map<String, ?> index) throws IOException {
    new ObjectMapper().writeValue(folder.resolve(form + ".index.json").toFile(), index);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside.safetensors",
        "/etc/passwd",
        "parts/../../outside.safetensors",
        "",
        ".",
        "absent.safetensors",
        "a\0b"
      })
  void anIndexLeadsNowhereElse(String part) throws IOException {
    write(names, NumberType.F32, folder.resolveSibling("outside.safetensors"));
    writeIndex("model.safetensors", Map.of("weight_map", Map.of("lm_head.bias", part)));
    try {
      assertThatThrownBy(() -> Checkpoint.read(folder))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("names \"" + part + "\", which is no file in the folder");
    } finally {
      Files.delete(folder.resolveSibling("outside.safetensors"));
    }
  }

  @Test
  void refusesAnIndexThatNamesNothing() throws IOException {
    writeIndex("model.safetensors", Map.of());
    assertThatThrownBy(() -> Checkpoint.read(folder)).hasMessageContaining("names no parts");
    Files.writeString(folder.resolve("model.safetensors.index.json"), "{\"weight_map\": {");
    assertThatThrownBy(() -> Checkpoint.read(folder)).hasMessageContaining("not valid JSON");
  }

  @Test
  void refusesATensorInTwoParts() throws IOException {
    writeParts("model.safetensors", NumberType.F32);
    write(names.subList(4, names.size()), NumberType.F32, folder.resolve("2-model.safetensors"));
    assertThatThrownBy(() -> Checkpoint.read(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(names.get(4) + " stands in two parts");
  }

  @Test
  void namesTheTensorThatATorchFileLacks() throws IOException {
    write(names.subList(0, names.size() - 1), NumberType.F32, bin());
    assertThatThrownBy(() -> Checkpoint.read(folder))
        .hasMessageContaining("lacks the tensor lm_head.bias");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cos\nsystem\n(X\4\0\0\0truetR.", // os.system("true")
        "cbuiltins\neval\n(X\1\0\0\0001tR.",
        "\200\4\214\2os\214\6system\223\214\4true\205R.", // the same with newer instructions
        "ctorch.hub\nload\n(tR.",
        "cposix\nsystem\n."
      })
  void refusesAPickleThatWouldRunCode(String pickle) throws IOException {
    TorchFileWriter.write(pickle, bin());
    assertThatThrownBy(() -> Checkpoint.read(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("is refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "}",
        "R",
        "(((",
        "}X\377\377\377\177",
        "h\7",
        "}.",
        "ctorch\nFloat",
        LIST_IN_ITSELF
      })
  void refusesADamagedPickle(String pickle) throws IOException {
    TorchFileWriter.write(pickle, bin());
    assertThatThrownBy(() -> Checkpoint.read(folder)).isInstanceOf(CheckpointException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pytorch_model.bin", "model.safetensors"})
  void refusesAFileThatEndsEarly(String form) throws IOException {
    write(names, NumberType.F32, bin());
    checkpoint.save(folder);
    Path file = folder.resolve(form);
    if (form.endsWith(".bin")) {
      Files.delete(folder.resolve("model.safetensors"));
    }
    for (double share : new double[] {0, 0.001, 0.5, 0.99}) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate((long) (share * channel.size()));
      }
      assertThatThrownBy(() -> Checkpoint.read(folder))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining(form)
          .hasMessageContaining("fetch it again");
      checkpoint.save(folder);
      write(names, NumberType.F32, bin());
      if (form.endsWith(".bin")) {
        Files.delete(folder.resolve("model.safetensors"));
      }
    }
  }

  @Test
  void saysWhatAFolderWithoutWeightsLacks() {
    assertThatThrownBy(() -> Checkpoint.read(folder))
        .hasMessageContaining("model.safetensors or pytorch_model.bin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama", "gpt2", ""})
  void namesWhatIsSupportedForOtherArchitectures(String type) throws IOException {
    Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"" + type + "\"}");
    assertThatThrownBy(() -> Checkpoint.read(folder))
        .hasMessageContaining("\"" + type + "\"")
        .hasMessageContaining("CodeGen2.5 is a Llama");
  }

  /** As Salesforce's files of CodeGen2 are: Python code of their own, and no mp_num. */
  @ParameterizedTest
  @CsvSource({"true, 128, 8", "true, 256, 8", "true, 64, 4", "false, 128, 4", "false, 256, 4"})
  void codeGen2StoresEightBlocks(boolean ownCode, int headDim, int blocks) throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"model_type": "codegen", "vocab_size": 51200, "n_positions": 2048, "n_embd": %d,
         "n_layer": 16, "n_head": 16, "rotary_dim": 32, "n_inner": null%s}
        """
            .formatted(16 * headDim, ownCode ? ", \"auto_map\": {}" : ""));
    CodeGenConfig config = Checkpoint.readConfig(folder);
    assertThat(config.mpNum()).isEqualTo(blocks);
    assertThat(config.innerWidth()).isEqualTo(4 * 16 * headDim);
  }

  @Test
  void refusesSizesThatNoModelHas() throws IOException {
    for (String size : List.of("-1", "0", "2147483647", "99999999999", "1.5", "\"32\"")) {
      Files.writeString(
          folder.resolve("config.json"),
          """
          {"model_type": "codegen", "vocab_size": 300, "n_positions": 64, "n_embd": %s,
           "n_layer": 2, "n_head": 4, "rotary_dim": 4}
          """
              .formatted(size));
      assertThatThrownBy(() -> Checkpoint.readConfig(folder))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("n_embd");
    }
  }

  @Test
  void saysWhatIsWrongWithAConfig() throws IOException {
    Path config = folder.resolve("config.json");
    Files.writeString(config, "{\"model_type\": \"codegen\", \"n_embd\": 32}");
    assertThatThrownBy(() -> Checkpoint.read(folder)).hasMessageContaining("nothing for n_head");
    Files.writeString(config, "{");
    assertThatThrownBy(() -> Checkpoint.read(folder)).hasMessageContaining("not valid JSON");
    Files.delete(config);
    assertThatThrownBy(() -> Checkpoint.read(folder)).hasMessageContaining("No config.json");
  }

  private Path bin() {
    return folder.resolve("pytorch_model.bin");
  }
}
