package org.ilf4j.model.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file of {@code torch.save}: a zip with a pickle that describes the tensors and one entry of raw
 * numbers for each storage.
 */
final class TorchFile {
  private final FileChannel channel;
  private final Path file;
  private final Map<String, ZipEntries.Place> places;
  private final String root;

  private TorchFile(FileChannel channel, Path file) throws IOException {
    this.channel = channel;
    this.file = file;
    this.places = ZipEntries.of(channel, file);
    this.root =
        places.keySet().stream()
            .filter(name -> name.endsWith("/data.pkl"))
            .map(name -> name.substring(0, name.length() - "data.pkl".length()))
            .findFirst()
            .orElseThrow(
                () -> new CheckpointException(file + " is a zip without torch's data.pkl."));
  }

  /** Maps the file; numbers are read when a tensor is asked for. */
  static Map<String, Tensor> read(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new TorchFile(channel, file).tensors();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private Map<String, Tensor> tensors() throws IOException {
    requireLittleEndian();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, TensorPickle.Description> entry :
        TensorPickle.read(map(root + "data.pkl"), file.toString()).entrySet()) {
      tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue()));
    }
    return tensors;
  }

  private Tensor tensor(String name, TensorPickle.Description description) throws IOException {
    if (Layout.ignored(name)) {
      return new ArrayTensor(description.shape(), new float[0]);
    }
    NumberType type =
        switch (description.type()) {
          case "FloatStorage" -> NumberType.F32;
          case "HalfStorage" -> NumberType.F16;
          case "BFloat16Storage" -> NumberType.BF16;
          default ->
              throw new CheckpointException(
                  "%s stores %s as %s; supported are float, half and bfloat16."
                      .formatted(file, name, description.type()));
        };
    requireWithoutGaps(name, description);
    ByteBuffer storage = map(root + "data/" + description.storage());
    long bytes = Tensor.bytes(description.shape(), type, name, file);
    long room = storage.capacity() / type.bytes();
    if (description.offset() < 0 || description.offset() > room - bytes / type.bytes()) {
      throw new CheckpointException(
          "%s holds only %d bytes for %s; fetch it again."
              .formatted(file, storage.capacity(), name));
    }
    int from = (int) description.offset() * type.bytes();
    return new StoredTensor(description.shape(), type, storage.slice(from, (int) bytes));
  }

  private void requireWithoutGaps(String name, TensorPickle.Description description) {
    if (description.strides().length != description.shape().length) {
      throw new CheckpointException(
          "%s describes %s by %d sizes and %d strides; fetch it again."
              .formatted(file, name, description.shape().length, description.strides().length));
    }
    long expected = 1;
    for (int i = description.shape().length - 1; i >= 0; i--) {
      if (description.shape()[i] != 1 && description.strides()[i] != expected) {
        throw new CheckpointException(
            "%s stores %s transposed or with gaps; save it again with tensor.contiguous()."
                .formatted(file, name));
      }
      expected *= description.shape()[i];
    }
  }

  private void requireLittleEndian() throws IOException {
    if (places.containsKey(root + "byteorder")) {
      ByteBuffer order = map(root + "byteorder");
      if (order.hasRemaining() && order.get(0) == 'b') {
        throw new CheckpointException(file + " was saved on a big-endian machine; not supported.");
      }
    }
  }

  private ByteBuffer map(String entry) throws IOException {
    ZipEntries.Place place = places.get(entry);
    if (place == null) {
      throw new CheckpointException("%s has no entry %s; fetch it again.".formatted(file, entry));
    }
    if (place.bytes() > Tensor.MOST_BYTES) {
      throw new CheckpointException(
          "%s holds %s of %d bytes; at most 2 GB are read.".formatted(file, entry, place.bytes()));
    }
    return channel.map(FileChannel.MapMode.READ_ONLY, place.start(), place.bytes());
  }
}
