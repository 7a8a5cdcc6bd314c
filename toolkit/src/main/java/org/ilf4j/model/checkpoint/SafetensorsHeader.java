package org.ilf4j.model.checkpoint;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file, checked as the format demands: the tensors fill the rest of the
 * file from end to end, none on another's bytes.
 */
final class SafetensorsHeader {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  /** The format's own limit. */
  private static final long LONGEST = 100_000_000;

  private static final int LENGTH_BYTES = 8;

  /** One tensor: its type's name, its shape, and its first and last byte in the file. */
  record Entry(String name, String type, long[] shape, long from, long to) {}

  private final FileChannel channel;
  private final Path file;

  private SafetensorsHeader(FileChannel channel, Path file) {
    this.channel = channel;
    this.file = file;
  }

  /** The tensors of a file in the order of their bytes. */
  static List<Entry> read(FileChannel channel, Path file) throws IOException {
    return new SafetensorsHeader(channel, file).entries();
  }

  private List<Entry> entries() throws IOException {
    long length = length();
    long start = LENGTH_BYTES + length;
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> tensor : json((int) length).properties()) {
      if (!tensor.getKey().equals("__metadata__")) {
        entries.add(entry(tensor.getKey(), tensor.getValue(), start));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::from).thenComparingLong(Entry::to));
    requireEndToEnd(entries, start);
    return entries;
  }

  private long length() throws IOException {
    if (channel.size() < LENGTH_BYTES) {
      throw broken(file, "it has " + channel.size() + " bytes");
    }
    long length = bytes(0, LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > LONGEST || length > channel.size() - LENGTH_BYTES) {
      throw broken(
          file,
          "its header claims %s bytes of %d"
              .formatted(Long.toUnsignedString(length), channel.size()));
    }
    return length;
  }

  private JsonNode json(int length) throws IOException {
    try {
      return JSON.readTree(bytes(LENGTH_BYTES, length).array());
    } catch (JsonProcessingException e) {
      throw broken(file, "its header is not valid JSON (" + e.getOriginalMessage() + ")");
    }
  }

  private Entry entry(String name, JsonNode json, long start) throws IOException {
    long[] places = numbers(name, json.path("data_offsets"));
    if (places.length != 2 || places[0] > places[1] || places[1] > channel.size() - start) {
      throw broken(file, name + " lies outside the file's " + channel.size() + " bytes");
    }
    long[] shape = numbers(name, json.path("shape"));
    return new Entry(
        name, json.path("dtype").asText(), shape, start + places[0], start + places[1]);
  }

  /** A list of whole numbers from 0 on. */
  private long[] numbers(String name, JsonNode list) {
    long[] numbers = new long[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode number = list.path(i);
      if (!number.isIntegralNumber() || !number.canConvertToLong() || number.asLong() < 0) {
        throw broken(file, "its header has " + number + " where " + name + " needs a number");
      }
      numbers[i] = number.asLong();
    }
    if (!list.isArray()) {
      throw broken(file, "its header lacks type, shape or place of " + name);
    }
    return numbers;
  }

  private void requireEndToEnd(List<Entry> entries, long start) throws IOException {
    long end = start;
    for (Entry entry : entries) {
      if (entry.from() != end) {
        throw broken(
            file,
            "%s begins at byte %d, %s %d, where the tensor before it ends"
                .formatted(
                    entry.name(), entry.from(), entry.from() < end ? "before" : "behind", end));
      }
      end = entry.to();
    }
    if (end != channel.size()) {
      throw broken(file, "its tensors end at byte " + end + " of " + channel.size());
    }
  }

  private ByteBuffer bytes(long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {}
    return buffer.flip();
  }

  static CheckpointException broken(Path file, String why) {
    return new CheckpointException(
        "%s is not a whole safetensors file: %s; fetch it again.".formatted(file, why));
  }
}
