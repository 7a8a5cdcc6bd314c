package org.ilf4j.model.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Writes safetensors files, well-formed and otherwise. */
public final class SafetensorsWriter {
  private SafetensorsWriter() {}

  /** Some tensors of a checkpoint as numbers of this type. */
  public static void write(
      Checkpoint checkpoint, Collection<String> names, NumberType type, Path file)
      throws IOException {
    List<String> entries = new ArrayList<>();
    ByteArrayOutputStream numbers = new ByteArrayOutputStream();
    for (String name : names) {
      int from = numbers.size();
      numbers.writeBytes(StoredNumbers.of(checkpoint.floats(name), type));
      String shape = Arrays.toString(checkpoint.shape(name));
      entries.add(entry(name, type.name(), shape, from, numbers.size()));
    }
    write("{" + String.join(",", entries) + "}", numbers.size(), file);
    byte[] whole = Files.readAllBytes(file);
    System.arraycopy(
        numbers.toByteArray(), 0, whole, whole.length - numbers.size(), numbers.size());
    Files.write(file, whole);
  }

  static String entry(String name, String type, String shape, long from, long to) {
    return "\"%s\": {\"dtype\": \"%s\", \"shape\": %s, \"data_offsets\": [%d, %d]}"
        .formatted(name, type, shape, from, to);
  }

  /** A header of one's own, and so many zeros behind it. */
  static void write(String header, int zeros, Path file) throws IOException {
    write(header.getBytes(StandardCharsets.UTF_8).length, header, zeros, file);
  }

  /** The same with a false length of the header. */
  static void write(long claimed, String header, int zeros, Path file) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    Files.write(
        file,
        ByteBuffer.allocate(8 + text.length + zeros)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(claimed)
            .put(text)
            .array());
  }
}
