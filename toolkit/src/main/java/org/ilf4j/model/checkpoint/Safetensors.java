package org.ilf4j.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The safetensors file: 8 bytes of header length, a JSON header that names each tensor's type,
 * shape and place, then the numbers.
 */
final class Safetensors {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long HEADER_LIMIT = 100_000_000;

  private Safetensors() {}

  /** Maps the file; numbers are read when a tensor is asked for. */
  static Map<String, Tensor> read(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long headerBytes = headerLength(channel, file);
      JsonNode header = JSON.readTree(bytes(channel, 8, (int) headerBytes));
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> entry : header.properties()) {
        if (!entry.getKey().equals("__metadata__")) {
          tensors.put(entry.getKey(), map(channel, 8 + headerBytes, entry, file));
        }
      }
      return tensors;
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw broken(file, "its header is not valid JSON");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private static long headerLength(FileChannel channel, Path file) throws IOException {
    if (channel.size() < 8) {
      throw broken(file, "it has " + channel.size() + " bytes");
    }
    long length = ByteBuffer.wrap(bytes(channel, 0, 8)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > HEADER_LIMIT || 8 + length > channel.size()) {
      throw broken(file, "its header claims " + length + " bytes of " + channel.size());
    }
    return length;
  }

  private static Tensor map(
      FileChannel channel, long start, Map.Entry<String, JsonNode> entry, Path file)
      throws IOException {
    String name = entry.getKey();
    JsonNode place = entry.getValue().path("data_offsets");
    long from = start + place.path(0).asLong(-1);
    long bytes = start + place.path(1).asLong(-1) - from;
    if (from < start || bytes < 0 || from + bytes > channel.size()) {
      throw broken(file, name + " lies outside the file's " + channel.size() + " bytes");
    }
    long[] shape = JSON.convertValue(entry.getValue().path("shape"), long[].class);
    if (Layout.ignored(name)) {
      return new ArrayTensor(shape, new float[0]);
    }
    NumberType type = type(entry.getValue().path("dtype").asText(), name, file);
    StoredTensor tensor =
        new StoredTensor(shape, type, channel.map(FileChannel.MapMode.READ_ONLY, from, bytes));
    if (tensor.size() * type.bytes() != bytes) {
      throw broken(file, name + " has " + bytes + " bytes for " + tensor.size() + " numbers");
    }
    return tensor;
  }

  private static NumberType type(String dtype, String name, Path file) {
    try {
      return NumberType.valueOf(dtype);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(
          "%s stores %s as %s; supported are F32, F16 and BF16.".formatted(file, name, dtype));
    }
  }

  private static byte[] bytes(FileChannel channel, long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {}
    return buffer.array();
  }

  private static CheckpointException broken(Path file, String why) {
    return new CheckpointException(
        "%s is not a whole safetensors file: %s; fetch it again.".formatted(file, why));
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
