package org.ilf4j.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ilf4j.model.checkpoint.SafetensorsWriter.entry;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as a broken transfer or an attacker leaves them: each is refused with its fault's name. */
class BrokenFileTest {
  private static final long[] FOUR = {4};
  private static final long[] ONE = {1};

  @TempDir Path folder;

  private void refused(Path file, String why) {
    assertThatThrownBy(
            () -> {
              if (file.toString().endsWith(".bin")) {
                TorchFile.read(file);
              } else {
                Safetensors.read(file);
              }
            })
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(why);
  }

  private void refused(String header, int zeros, String why) throws IOException {
    Path file = folder.resolve("model.safetensors");
    SafetensorsWriter.write(header, zeros, file);
    refused(file, why);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, 3, 1 << 20, 1L << 40, Long.MAX_VALUE})
  void aHeaderOfAnotherLength(long claimed) throws IOException {
    Path file = folder.resolve("model.safetensors");
    SafetensorsWriter.write(claimed, "{ } ", 0, file);
    refused(file, "is not a whole safetensors file: its ");
  }

  @Test
  void aHeaderThatIsNone() throws IOException {
    refused("{ ", 0, "not valid JSON");
    refused("\0\0\0\0", 0, "not valid JSON");
    String twice = entry("a", "F32", "[1]", 0, 4);
    refused("{" + twice + "," + twice + "}", 4, "Duplicate field 'a'");
  }

  @Test
  void aPickleFromBeforeTorchSavedZips() throws IOException {
    Path file = folder.resolve("pytorch_model.bin");
    Files.write(file, new byte[] {(byte) 0x80, 2, '}', '.'});
    refused(file, "load it in PyTorch and save it again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.safetensors", "pytorch_model.bin"})
  void aPointerInThePlaceOfTheFile(String name) throws IOException {
    String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 12\n";
    Files.writeString(folder.resolve(name), pointer);
    assertThatThrownBy(() -> WeightFiles.read(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(name + " is a Git LFS pointer")
        .hasMessageContaining("git lfs pull");
  }

  @Test
  void tensorsOnEachOthersBytes() throws IOException {
    String first = entry("a", "F32", "[2]", 0, 8);
    refused("{" + first + "," + entry("b", "F32", "[2]", 4, 12) + "}", 12, "b begins at byte");
    refused("{" + first + "," + entry("b", "F32", "[2]", 0, 8) + "}", 8, "begins at byte");
    refused("{" + first + "," + entry("b", "F32", "[1]", 12, 16) + "}", 16, "behind");
    refused("{" + first + "}", 16, "its tensors end at byte");
  }

  @Test
  void tensorsOutsideTheFile() throws IOException {
    refused("{" + entry("a", "F32", "[2]", 0, 8) + "}", 4, "a lies outside");
    refused("{" + entry("a", "F32", "[2]", 8, 0) + "}", 8, "a lies outside");
    refused("{" + entry("a", "F32", "[2]", 0, Long.MAX_VALUE) + "}", 8, "a lies outside");
    refused("{" + entry("a", "F32", "[2]", -8, 0) + "}", 8, "-8 where a needs a number");
  }

  @Test
  void typesAndShapesThatDoNotFit() throws IOException {
    refused("{" + entry("a", "I64", "[1]", 0, 8) + "}", 8, "stores a as I64; supported are F32");
    refused("{" + entry("a", "F16", "[1]", 0, 4) + "}", 4, "4 bytes for [1], which takes 2");
    refused("{" + entry("a", "F32", "[1, 1.5]", 0, 4) + "}", 4, "1.5 where a needs a number");
    refused("{" + entry("a", "F32", "[-1, -1]", 0, 4) + "}", 4, "-1 where a needs a number");
    refused("{" + entry("a", "F32", "7", 0, 4) + "}", 4, "lacks type, shape or place of a");
    refused("{\"a\": 1}", 4, "lacks type, shape or place of a");
    String overflowing = "[4294967296, 4294967296, 4294967296]";
    refused("{" + entry("a", "F32", overflowing, 0, 0) + "}", 0, "at most 2 GB");
    refused("{" + entry("a", "F32", "[65536, 65536]", 0, 0) + "}", 0, "at most 2 GB");
  }

  private Path bin() {
    return folder.resolve("pytorch_model.bin");
  }

  private static TorchFileWriter tensor(
      String storage, int bytes, long offset, long[] shape, long[] strides) {
    return new TorchFileWriter().tensor("a", storage, new byte[bytes], offset, shape, strides);
  }

  private void refused(TorchFileWriter writer, String why) throws IOException {
    writer.write(bin());
    refused(bin(), why);
  }

  @Test
  void tensorsThatTheirStorageDoesNotHold() throws IOException {
    refused(tensor("FloatStorage", 12, 0, FOUR, ONE), "holds only 12 bytes for a");
    refused(tensor("FloatStorage", 16, 1, FOUR, ONE), "holds only 16 bytes for a");
    refused(tensor("FloatStorage", 16, -1, FOUR, ONE), "holds only");
    refused(tensor("FloatStorage", 16, 1L << 62, FOUR, ONE), "holds only");
    refused(
        tensor("FloatStorage", 16, 0, FOUR, ONE).without("data/0"), "has no entry archive/data/0");
  }

  @Test
  void tensorsOfOtherTypesAndShapes() throws IOException {
    refused(
        tensor("LongStorage", 32, 0, FOUR, ONE), "stores a as LongStorage; supported are float");
    refused(tensor("FloatStorage", 16, 0, new long[] {-4}, ONE), "at most 2 GB");
    long[] huge = {1L << 32, 1L << 32, 1L << 32};
    refused(tensor("FloatStorage", 16, 0, huge, TorchFileWriter.strides(huge)), "");
    refused(tensor("FloatStorage", 16, 0, FOUR, new long[0]), "1 sizes and 0 strides");
    refused(tensor("FloatStorage", 16, 0, FOUR, new long[] {0}), "transposed or with gaps");
    refused(
        tensor("FloatStorage", 16, 0, new long[] {2, 2}, new long[] {1, 2}),
        "transposed or with gaps");
    TorchFileWriter big = tensor("FloatStorage", 16, 0, FOUR, ONE);
    refused(big.with("byteorder", "big".getBytes(StandardCharsets.UTF_8)), "big-endian");
  }

  @Test
  void twoTensorsOfOneName() throws IOException {
    TorchFileWriter twice = tensor("FloatStorage", 16, 0, FOUR, ONE);
    refused(twice.tensor("a", "FloatStorage", new byte[16], 0, FOUR, ONE), "holds a twice");
  }

  /** A few bytes could unpack to any size: nothing is unpacked. */
  @Test
  void compressedEntries() throws IOException {
    try (OutputStream out = Files.newOutputStream(bin());
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write(new byte[10_000_000]);
    }
    refused(bin(), "archive/data.pkl is compressed, which torch.save never does");
  }

  @Test
  void zipsThatHoldSomethingElse() throws IOException {
    try (OutputStream out = Files.newOutputStream(bin());
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.finish();
    }
    refused(bin(), "without torch's data.pkl");
    Files.writeString(bin(), "version https://git-lfs.github.com/spec/v1\n");
    refused(bin(), "no zip directory");
  }

  /** Offsets of the end record: 10 entries, 12 the directory's size, 16 its place. */
  @ParameterizedTest
  @ValueSource(ints = {10, 12, 16})
  void directoriesThatClaimTooMuch(int field) throws IOException {
    tensor("FloatStorage", 16, 0, FOUR, ONE).write(bin());
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(bin())).order(ByteOrder.LITTLE_ENDIAN);
    int end = bytes.capacity() - 22;
    if (field == 10) {
      bytes.putShort(end + field, (short) 1000);
    } else {
      bytes.putInt(end + field, Integer.MAX_VALUE);
    }
    Files.write(bin(), bytes.array());
    refused(bin(), "is not a whole file of torch.save");
  }

  /** Offsets in the directory's first entry: 24 its size, 42 its place. */
  @ParameterizedTest
  @ValueSource(ints = {24, 42})
  void entriesThatClaimTooMuch(int field) throws IOException {
    tensor("FloatStorage", 16, 0, FOUR, ONE).write(bin());
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(bin())).order(ByteOrder.LITTLE_ENDIAN);
    int directory = bytes.getInt(bytes.capacity() - 22 + 16);
    for (int claim : new int[] {Integer.MAX_VALUE, -2, -1}) {
      bytes.putInt(directory + field, claim);
      Files.write(bin(), bytes.array());
      refused(bin(), "is not a whole file of torch.save");
    }
  }
}
