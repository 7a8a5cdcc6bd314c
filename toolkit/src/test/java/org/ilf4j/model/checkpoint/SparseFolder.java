package org.ilf4j.model.checkpoint;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A checkpoint of zeros of any size that takes no room on disk: a file with a hole. */
public final class SparseFolder {
  private SparseFolder() {}

  /** Writes config.json and model.safetensors in float32. */
  public static void write(CodeGenConfig config, Path folder) throws IOException {
    ConfigJson.write(config, NumberType.F32, folder.resolve("config.json"));
    List<String> entries = new ArrayList<>();
    long end = 0;
    for (Map.Entry<String, long[]> tensor : Layout.of(config).entrySet()) {
      long[] shape = tensor.getValue();
      long bytes = Float.BYTES * Arrays.stream(shape).reduce(1, Math::multiplyExact);
      String sizes = Arrays.toString(shape);
      entries.add(SafetensorsWriter.entry(tensor.getKey(), "F32", sizes, end, end + bytes));
      end += bytes;
    }
    Path file = folder.resolve("model.safetensors");
    String header = "{" + String.join(",", entries) + "}";
    SafetensorsWriter.write(header, 0, file);
    try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "rw")) {
      whole.setLength(8 + header.getBytes(StandardCharsets.UTF_8).length + end);
    }
  }
}
