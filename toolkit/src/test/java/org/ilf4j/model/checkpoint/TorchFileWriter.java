package org.ilf4j.model.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes files as torch.save does, well-formed and otherwise. */
final class TorchFileWriter {
  private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  /** Some tensors of a checkpoint as a state dictionary of numbers of this type. */
  static void write(Checkpoint checkpoint, Collection<String> names, NumberType type, Path file)
      throws IOException {
    TorchFileWriter writer = new TorchFileWriter();
    for (String name : names) {
      writer.tensor(
          name,
          storage(type),
          StoredNumbers.of(checkpoint.floats(name), type),
          0,
          checkpoint.shape(name),
          strides(checkpoint.shape(name)));
    }
    writer.write(file);
  }

  private static String storage(NumberType type) {
    return switch (type) {
      case F32 -> "FloatStorage";
      case F16 -> "HalfStorage";
      case BF16 -> "BFloat16Storage";
    };
  }

  static long[] strides(long... shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape[i];
    }
    return strides;
  }

  /** A file with a pickle of one's own. */
  static void write(String pickle, Path file) throws IOException {
    new TorchFileWriter().save(pickle.getBytes(StandardCharsets.ISO_8859_1), file);
  }

  /** Another entry of the dictionary, whether it makes sense or not. */
  TorchFileWriter tensor(
      String name, String storage, byte[] numbers, long offset, long[] shape, long[] strides) {
    String key = String.valueOf(entries.size());
    text(name);
    name("torch._utils", "_rebuild_tensor_v2");
    put('(', '(');
    text("storage");
    name("torch", storage);
    text(key);
    text("cpu");
    number(numbers.length);
    put('t', 'Q');
    number(offset);
    tuple(shape);
    tuple(strides);
    put(0x89);
    name("collections", "OrderedDict");
    put(')', 'R', 't', 'R');
    return with("data/" + key, numbers);
  }

  /** A further file in the zip. */
  TorchFileWriter with(String entry, byte[] bytes) {
    entries.put("archive/" + entry, bytes);
    return this;
  }

  /** Leaves a file out of the zip. */
  TorchFileWriter without(String entry) {
    entries.remove("archive/" + entry);
    return this;
  }

  /** Ends the dictionary. */
  void write(Path file) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(
        "\u0080\2ccollections\nOrderedDict\n)R(".getBytes(StandardCharsets.ISO_8859_1));
    whole.writeBytes(pickle.toByteArray());
    whole.writeBytes("u.".getBytes(StandardCharsets.ISO_8859_1));
    save(whole.toByteArray(), file);
  }

  private void tuple(long[] numbers) {
    put('(');
    for (long number : numbers) {
      number(number);
    }
    put('t');
  }

  private void number(long number) {
    put(0x8a, Long.BYTES);
    for (int i = 0; i < Long.BYTES; i++) {
      put((int) (number >> 8 * i) & 0xff);
    }
  }

  private void name(String module, String name) {
    pickle.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    put('X', bytes.length, bytes.length >> 8, 0, 0);
    pickle.writeBytes(bytes);
  }

  private void put(int... bytes) {
    for (int b : bytes) {
      pickle.write(b);
    }
  }

  private void save(byte[] code, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      store(zip, "archive/data.pkl", code);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        store(zip, entry.getKey(), entry.getValue());
      }
    }
  }

  private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 sum = new CRC32();
    sum.update(bytes);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCompressedSize(bytes.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
