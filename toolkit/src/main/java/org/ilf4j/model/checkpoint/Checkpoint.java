package org.ilf4j.model.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * CodeGen's weights: a configuration and exactly the tensors that it asks for. Tensors read from a
 * folder stay in their memory-mapped file until asked for, so one tensor at a time is in memory.
 *
 * <pre>{@code
 * Checkpoint checkpoint = Checkpoint.read(Path.of("codegen-350M-mono"));
 * checkpoint.shape("lm_head.weight")    // [51200, 1024]
 * checkpoint.floats("lm_head.bias")     // 51200 numbers
 * }</pre>
 */
public final class Checkpoint {
  private static final int TRANSFORMERS_BLOCKS = 4;

  private final CodeGenConfig config;
  private final Map<String, Tensor> tensors;
  private String sha256;

  private Checkpoint(CodeGenConfig config, Map<String, Tensor> tensors) {
    this.config = config;
    this.tensors = tensors;
  }

  /**
   * Reads a folder in the Hugging Face layout: {@code config.json}, and {@code model.safetensors}
   * or {@code pytorch_model.bin}, whole or in parts, in float32, float16 or bfloat16.
   *
   * @throws CheckpointException naming the file or tensor that is missing, extra or misshapen
   */
  public static Checkpoint read(Path folder) {
    CodeGenConfig config = readConfig(folder);
    return checked(config, WeightFiles.read(folder), folder.toString());
  }

  /** Reads a folder's {@code config.json} alone. */
  public static CodeGenConfig readConfig(Path folder) {
    return ConfigJson.read(folder.resolve("config.json"));
  }

  /**
   * Weights in memory, under the names that {@link #names()} of such a model has. The arrays are
   * taken as they are, not copied.
   */
  public static Checkpoint of(CodeGenConfig config, Map<String, float[]> weights) {
    Map<String, long[]> layout = Layout.of(config);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    weights.forEach(
        (name, floats) -> {
          long[] expected = layout.getOrDefault(name, new long[] {floats.length});
          long size = Arrays.stream(expected).reduce(1, Math::multiplyExact);
          long[] shape = size == floats.length ? expected : new long[] {floats.length};
          tensors.put(name, new ArrayTensor(shape, floats));
        });
    return checked(config, tensors, "the given weights");
  }

  private static Checkpoint checked(CodeGenConfig config, Map<String, Tensor> found, String where) {
    Map<String, Tensor> ordered = new LinkedHashMap<>();
    Layout.of(config)
        .forEach((name, shape) -> ordered.put(name, require(found, name, shape, where)));
    for (String name : found.keySet()) {
      if (!ordered.containsKey(name) && !Layout.ignored(name)) {
        throw new CheckpointException(
            "%s holds %s, which a CodeGen of %d layers does not have."
                .formatted(where, name, config.layers()));
      }
    }
    return new Checkpoint(config, ordered);
  }

  private static Tensor require(
      Map<String, Tensor> found, String name, long[] shape, String where) {
    Tensor tensor = found.get(name);
    if (tensor == null) {
      throw new CheckpointException("%s lacks the tensor %s.".formatted(where, name));
    }
    if (!Arrays.equals(tensor.shape(), shape)) {
      throw new CheckpointException(
          "%s holds %s with shape %s; config.json asks for %s."
              .formatted(where, name, Arrays.toString(tensor.shape()), Arrays.toString(shape)));
    }
    return tensor;
  }

  /** The model's shape. */
  public CodeGenConfig config() {
    return config;
  }

  /** The tensors' names, in the order of the forward pass. */
  public Set<String> names() {
    return java.util.Collections.unmodifiableSet(tensors.keySet());
  }

  /** A tensor's sizes, outermost first. */
  public long[] shape(String name) {
    return tensor(name).shape().clone();
  }

  /**
   * A tensor's numbers as float32, row by row. Read only: an in-memory checkpoint hands out its own
   * array.
   */
  public float[] floats(String name) {
    return tensor(name).floats();
  }

  /** A tensor's numbers in an array of the caller's own. */
  public float[] copy(String name) {
    return tensor(name).floats(0, Math.toIntExact(tensor(name).size()));
  }

  /**
   * Some rows of a tensor in an array of the caller's own, so that a large one need not be in
   * memory twice.
   *
   * @param first the first row
   * @param count how many rows
   */
  public float[] rows(String name, int first, int count) {
    Tensor tensor = tensor(name);
    long width = tensor.size() / tensor.shape()[0];
    return tensor.floats(first * width, Math.toIntExact(count * width));
  }

  private Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("No tensor " + name + "; names() lists them.");
    }
    return tensor;
  }

  /**
   * How the weights are stored, and will be saved: as their files hold them, float32 where they are
   * in memory or their files differ.
   */
  public NumberType storedAs() {
    Set<NumberType> types = new HashSet<>();
    tensors.values().forEach(tensor -> types.add(tensor.type()));
    return types.size() == 1 ? types.iterator().next() : NumberType.F32;
  }

  /**
   * Writes {@code config.json} and {@code model.safetensors} as transformers reads them. Each
   * tensor keeps the numbers it has: what came from a float16 or bfloat16 file is written so, to
   * the bit, and {@code torch_dtype} says it ({@link #storedAs}); weights in memory, such as
   * trained ones, are written in float32. transformers knows 4 blocks of {@code qkv_proj} only, so
   * the 8 of a CodeGen2 are put in that order.
   *
   * @throws CheckpointException where no folder can be made there
   */
  public void save(Path folder) {
    if (config.mpNum() != TRANSFORMERS_BLOCKS) {
      inFourBlocks().save(folder);
      return;
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      String reason = Files.isRegularFile(folder) ? "it is a file" : e.toString();
      throw new CheckpointException(
          "Cannot make the folder %s (%s); name a folder that may be written."
              .formatted(folder, reason),
          e);
    }
    Safetensors.write(tensors, folder.resolve("model.safetensors"));
    ConfigJson.write(config, storedAs(), folder.resolve("config.json"));
  }

  private Checkpoint inFourBlocks() {
    Map<String, Tensor> reordered = new LinkedHashMap<>(tensors);
    reordered.replaceAll(
        (name, tensor) -> name.endsWith(".qkv_proj.weight") ? inFourBlocks(tensor) : tensor);
    return new Checkpoint(config.withMpNum(TRANSFORMERS_BLOCKS), reordered);
  }

  private Tensor inFourBlocks(Tensor qkv) {
    return QkvBlocks.reorder(qkv, config.width(), config.mpNum(), TRANSFORMERS_BLOCKS);
  }

  /** Digest of configuration, names and float32 numbers, whatever the form of the file. */
  public synchronized String sha256() {
    if (sha256 == null) {
      sha256 = digest();
    }
    return sha256;
  }

  private String digest() {
    MessageDigest digest = newDigest();
    digest.update(config.toString().getBytes(StandardCharsets.UTF_8));
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    tensors.forEach(
        (name, tensor) -> {
          digest.update(name.getBytes(StandardCharsets.UTF_8));
          float[] floats = tensor.floats();
          int chunk = buffer.capacity() / Float.BYTES;
          for (int from = 0; from < floats.length; from += chunk) {
            int length = Math.min(chunk, floats.length - from);
            buffer.clear().asFloatBuffer().put(floats, from, length);
            digest.update(buffer.array(), 0, length * Float.BYTES);
          }
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "CodeGen checkpoint: %,d parameters, %d layers, width %d, %d heads, vocabulary %d"
        .formatted(
            config.parameters(),
            config.layers(),
            config.width(),
            config.heads(),
            config.vocabSize());
  }
}
