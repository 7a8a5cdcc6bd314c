package org.ilf4j.model.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

  /** Some tensors of a checkpoint as a state dictionary of floats. */
  static void write(Checkpoint checkpoint, Collection<String> names, Path file) throws IOException {
    TorchFileWriter writer = new TorchFileWriter();
    writer.put(0x80, 2);
    writer.name("collections", "OrderedDict");
    writer.put(')', 'R', '(');
    int key = 0;
    for (String name : names) {
      writer.text(name);
      writer.tensor(String.valueOf(key++), checkpoint.floats(name), checkpoint.shape(name));
    }
    writer.put('u', '.');
    writer.save(file);
  }

  /** A file with a pickle of one's own. */
  static void write(String pickle, Path file) throws IOException {
    TorchFileWriter writer = new TorchFileWriter();
    writer.pickle.write(pickle.getBytes(StandardCharsets.ISO_8859_1));
    writer.save(file);
  }

  private void tensor(String key, float[] floats, long[] shape) {
    name("torch._utils", "_rebuild_tensor_v2");
    put('(', '(');
    text("storage");
    name("torch", "FloatStorage");
    text(key);
    text("cpu");
    number(floats.length);
    put('t', 'Q', 'K', 0);
    tuple(shape);
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape[i];
    }
    tuple(strides);
    put(0x89);
    name("collections", "OrderedDict");
    put(')', 'R', 't', 'R');
    ByteBuffer bytes = ByteBuffer.allocate(4 * floats.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(floats);
    entries.put("archive/data/" + key, bytes.array());
  }

  private void tuple(long[] numbers) {
    put('(');
    for (long number : numbers) {
      number((int) number);
    }
    put('t');
  }

  private void number(int number) {
    put('J', number, number >> 8, number >> 16, number >> 24);
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

  private void save(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      store(zip, "archive/data.pkl", pickle.toByteArray());
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
