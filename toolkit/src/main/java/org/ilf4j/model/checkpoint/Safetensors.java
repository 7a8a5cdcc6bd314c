package org.ilf4j.model.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
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

  /** Writes float32 tensors under their names; the file appears whole or not at all. */
  static void write(Map<String, Tensor> tensors, Path file) {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (OutputStream out = Files.newOutputStream(unfinished)) {
        byte[] header = header(tensors);
        out.write(littleEndian(8).putLong(header.length).array());
        out.write(header);
        for (Tensor tensor : tensors.values()) {
          writeFloats(tensor.floats(), out);
        }
      }
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  private static byte[] header(Map<String, Tensor> tensors) throws IOException {
    ObjectNode header = JSON.createObjectNode();
    header.putObject("__metadata__").put("format", "pt");
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      ObjectNode tensor = header.putObject(entry.getKey());
      tensor.put("dtype", "F32");
      tensor.set("shape", JSON.valueToTree(entry.getValue().shape()));
      long end = offset + entry.getValue().size() * Float.BYTES;
      tensor.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    String text = JSON.writeValueAsString(header);
    int padded = (text.getBytes(StandardCharsets.UTF_8).length + 7) / 8 * 8;
    return (text + " ".repeat(padded - text.getBytes(StandardCharsets.UTF_8).length))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void writeFloats(float[] floats, OutputStream out) throws IOException {
    int chunk = 1 << 16;
    ByteBuffer buffer = littleEndian(chunk * Float.BYTES);
    for (int from = 0; from < floats.length; from += chunk) {
      int length = Math.min(chunk, floats.length - from);
      buffer.clear().asFloatBuffer().put(floats, from, length);
      out.write(buffer.array(), 0, length * Float.BYTES);
    }
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
