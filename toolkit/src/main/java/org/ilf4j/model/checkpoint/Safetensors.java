package org.ilf4j.model.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The safetensors file: 8 bytes of header length, a JSON header that names each tensor's type,
 * shape and place, then the numbers.
 */
final class Safetensors {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Safetensors() {}

  /** Maps the file; numbers are read when a tensor is asked for. */
  static Map<String, Tensor> read(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (SafetensorsHeader.Entry entry : SafetensorsHeader.read(channel, file)) {
        tensors.put(entry.name(), map(channel, entry, file));
      }
      return tensors;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private static Tensor map(FileChannel channel, SafetensorsHeader.Entry entry, Path file)
      throws IOException {
    if (Layout.ignored(entry.name())) {
      return new ArrayTensor(entry.shape(), new float[0]);
    }
    NumberType type = type(entry.type(), entry.name(), file);
    long bytes = entry.to() - entry.from();
    long expected = Tensor.bytes(entry.shape(), type, entry.name(), file);
    if (expected != bytes) {
      throw SafetensorsHeader.broken(
          file,
          "%s has %d bytes for %s, which takes %d"
              .formatted(entry.name(), bytes, Arrays.toString(entry.shape()), expected));
    }
    ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, entry.from(), bytes);
    return new StoredTensor(entry.shape(), type, mapped);
  }

  private static NumberType type(String dtype, String name, Path file) {
    try {
      return NumberType.valueOf(dtype);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(
          "%s stores %s as %s; supported are F32, F16 and BF16.".formatted(file, name, dtype));
    }
  }

  /** Writes tensors under their names, each in its type; the file appears whole or not at all. */
  static void write(Map<String, Tensor> tensors, Path file) {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (WritableByteChannel out = Channels.newChannel(Files.newOutputStream(unfinished))) {
        List<Map.Entry<String, Tensor>> entries = aligned(tensors);
        byte[] header = header(entries);
        out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, header.length));
        out.write(ByteBuffer.wrap(header));
        for (Map.Entry<String, Tensor> entry : entries) {
          write(entry.getValue(), out);
        }
      }
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  /** Wide numbers first, as the format's own writer does: torch maps no number across its size. */
  private static List<Map.Entry<String, Tensor>> aligned(Map<String, Tensor> tensors) {
    return tensors.entrySet().stream()
        .sorted(Comparator.comparing(entry -> -entry.getValue().type().bytes()))
        .toList();
  }

  private static byte[] header(List<Map.Entry<String, Tensor>> tensors) throws IOException {
    ObjectNode header = JSON.createObjectNode();
    header.putObject("__metadata__").put("format", "pt");
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors) {
      ObjectNode tensor = header.putObject(entry.getKey());
      tensor.put("dtype", entry.getValue().type().name());
      tensor.set("shape", JSON.valueToTree(entry.getValue().shape()));
      long end = offset + entry.getValue().size() * entry.getValue().type().bytes();
      tensor.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    String text = JSON.writeValueAsString(header);
    int padded = (text.getBytes(StandardCharsets.UTF_8).length + 7) / 8 * 8;
    return (text + " ".repeat(padded - text.getBytes(StandardCharsets.UTF_8).length))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void write(Tensor tensor, WritableByteChannel out) throws IOException {
    int chunk = 1 << 16;
    for (long from = 0; from < tensor.size(); from += chunk) {
      out.write(tensor.stored(from, (int) Math.min(chunk, tensor.size() - from)));
    }
  }
}
