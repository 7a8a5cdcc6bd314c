package org.ilf4j.model.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ilf4j.machine.Cores;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.ilf4j.model.engine.Engine;
import org.ilf4j.model.engine.Precision;
import org.ilf4j.model.engine.Prefix;
import org.ilf4j.model.engine.Rotary;
import org.ilf4j.model.engine.Row;

/**
 * CodeGen on DJL's PyTorch engine, on DJL's default device. Its sums are libtorch's, so the last
 * bits of a row's logits can change with the height of the batch.
 */
public final class DjlEngine implements Engine {
  /** DJL's own setting; PyTorch itself knows nothing of a container's quota. */
  private static final String THREADS = "ai.djl.pytorch.num_threads";

  private final CodeGenConfig config;
  private final Precision precision;
  private final NDManager manager;
  private final Rotary rotary;
  private final NDArray embedding;
  private final DjlBlock[] blocks;
  private final NDArray normWeight;
  private final NDArray normBias;
  private final NDArray head;
  private final NDArray headBias;

  /** Copies the weights to the device in float32. */
  public DjlEngine(Checkpoint checkpoint) {
    this(checkpoint, Precision.FLOAT32);
  }

  /**
   * Copies the weights to the device.
   *
   * @param precision of the layers' products, float32 or float16; embedding, norms, attention and
   *     head stay float32
   * @throws IllegalArgumentException for another precision: DJL has no bfloat16 arrays
   */
  public DjlEngine(Checkpoint checkpoint, Precision precision) {
    this.precision = precision;
    System.getProperties().putIfAbsent("OPT_OUT_TRACKING", "true");
    config = checkpoint.config();
    rotary = new Rotary(config);
    manager = NDManager.newBaseManager();
    if (System.getProperty(THREADS) == null) {
      JniUtils.setNumThreads(Cores.ofThisProcess().forSampling());
    }
    DjlWeights weights = new DjlWeights(checkpoint, manager, matrixType(precision));
    embedding = weights.get("transformer.wte.weight");
    blocks = new DjlBlock[config.layers()];
    for (int layer = 0; layer < blocks.length; layer++) {
      blocks[layer] = new DjlBlock(weights, config, layer);
    }
    normWeight = weights.get("transformer.ln_f.weight");
    normBias = weights.get("transformer.ln_f.bias");
    head = weights.get("lm_head.weight");
    headBias = weights.get("lm_head.bias");
  }

  private static DataType matrixType(Precision precision) {
    return switch (precision) {
      case FLOAT32 -> DataType.FLOAT32;
      case FLOAT16 -> DataType.FLOAT16;
      default ->
          throw new IllegalArgumentException(
              "DJL does not compute in %s; choose Precision.FLOAT32 or FLOAT16."
                  .formatted(precision));
    };
  }

  @Override
  public String name() {
    return "DJL %s %s, %s, %s"
        .formatted(
            manager.getEngine().getEngineName(),
            manager.getEngine().getVersion(),
            precision,
            manager.getDevice());
  }

  @Override
  public String toString() {
    return name();
  }

  @Override
  public CodeGenConfig config() {
    return config;
  }

  @Override
  public Prefix prefill(int[] prompt, float[] logits) {
    DjlPrefix prefix = new DjlPrefix(config, manager.newSubManager(), prompt.length);
    try (NDManager step = manager.newSubManager()) {
      NDArray last = forward(prompt, prefix, step).get("{}:", prompt.length - 1);
      copy(head(last), logits, 0);
    }
    return prefix;
  }

  @Override
  public float[][] logits(int[] tokens) {
    float[][] rows = new float[tokens.length][config.vocabSize()];
    try (NDManager step = manager.newSubManager()) {
      float[] flat = head(forward(tokens, null, step)).toFloatArray();
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(flat, i * config.vocabSize(), rows[i], 0, config.vocabSize());
      }
    }
    return rows;
  }

  /** One text from its beginning; keys and values go to the prefix, where there is one. */
  private NDArray forward(int[] tokens, DjlPrefix prefix, NDManager step) {
    int[] positions = java.util.stream.IntStream.range(0, tokens.length).toArray();
    NDArray mask = causalMask(tokens.length, step);
    return forward(
        tokens,
        positions,
        step,
        layer ->
            (queries, keys, values) -> {
              NDArray keysByHead = keys.transpose(1, 0, 2);
              NDArray valuesByHead = values.transpose(1, 0, 2);
              NDArray scores =
                  queries.transpose(1, 0, 2).matMul(keysByHead.transpose(0, 2, 1)).add(mask);
              NDArray mixed = scores.softmax(2).matMul(valuesByHead).transpose(1, 0, 2);
              if (prefix != null) {
                prefix.keep(layer, keysByHead.duplicate(), valuesByHead.duplicate());
              }
              return mixed;
            });
  }

  private static NDArray causalMask(int length, NDManager step) {
    float[] mask = new float[length * length];
    for (int row = 0; row < length; row++) {
      java.util.Arrays.fill(mask, row * length + row + 1, (row + 1) * length, -1e30f);
    }
    return step.create(mask, new Shape(length, length));
  }

  @Override
  public Row open(Prefix prefix, int capacity) {
    return ((DjlPrefix) prefix).open(capacity);
  }

  @Override
  public void step(List<? extends Row> rows, int[] tokens, float[] logits) {
    Map<DjlPrefix, List<Integer>> byPrefix = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      DjlPrefix prefix = ((DjlRow) rows.get(i)).prefix();
      byPrefix.computeIfAbsent(prefix, key -> new ArrayList<>()).add(i);
    }
    try (NDManager step = manager.newSubManager()) {
      List<DjlGroup> groups = new ArrayList<>();
      List<Integer> order = new ArrayList<>();
      byPrefix.forEach(
          (prefix, members) -> {
            members.sort(Comparator.comparing(i -> ((DjlRow) rows.get(i)).place()));
            order.addAll(members);
            List<DjlRow> own = members.stream().map(i -> (DjlRow) rows.get(i)).toList();
            groups.add(new DjlGroup(prefix, own, step));
          });
      step(rows, tokens, logits, order, groups, step);
    }
  }

  private void step(
      List<? extends Row> rows,
      int[] tokens,
      float[] logits,
      List<Integer> order,
      List<DjlGroup> groups,
      NDManager step) {
    int[] ordered = order.stream().mapToInt(i -> tokens[i]).toArray();
    int[] positions = order.stream().mapToInt(i -> ((DjlRow) rows.get(i)).position()).toArray();
    NDArray x = forward(ordered, positions, step, layer -> new Groups(groups, layer)::mix);
    float[] flat = head(x).toFloatArray();
    int vocab = config.vocabSize();
    for (int i = 0; i < ordered.length; i++) {
      System.arraycopy(flat, i * vocab, logits, order.get(i) * vocab, vocab);
    }
    rows.forEach(row -> ((DjlRow) row).advance());
  }

  /** Attention of one layer, group after group. */
  private record Groups(List<DjlGroup> groups, int layer) {
    NDArray mix(NDArray queries, NDArray keys, NDArray values) {
      NDList mixed = new NDList();
      int from = 0;
      for (DjlGroup group : groups) {
        NDIndex part = new NDIndex("{}:{}", from, from + group.size());
        mixed.add(group.mix(layer, queries.get(part), keys.get(part), values.get(part)));
        from += group.size();
      }
      return NDArrays.concat(mixed);
    }
  }

  private interface AttentionOfLayer {
    DjlBlock.Attention at(int layer);
  }

  private NDArray forward(
      int[] tokens, int[] positions, NDManager step, AttentionOfLayer attention) {
    NDArray cos = turns(positions, rotary::cos, step);
    NDArray sin = turns(positions, rotary::sin, step);
    NDArray x = embedding.get(step, new NDIndex("{}", step.create(tokens)));
    for (int layer = 0; layer < blocks.length; layer++) {
      NDArray next = blocks[layer].forward(x, cos, sin, attention.at(layer));
      x.close();
      x = next;
    }
    return x;
  }

  private interface Turn {
    float at(int position, int pair);
  }

  /** One number of the rotation for each token and pair: [n, 1, pairs]. */
  private NDArray turns(int[] positions, Turn turn, NDManager step) {
    int pairs = rotary.pairs();
    float[] turns = new float[positions.length * pairs];
    for (int i = 0; i < turns.length; i++) {
      turns[i] = turn.at(positions[i / pairs], i % pairs);
    }
    return step.create(turns, new Shape(positions.length, 1, pairs));
  }

  private NDArray head(NDArray x) {
    return DjlBlock.linear(DjlBlock.norm(x, normWeight, normBias, config), head, headBias);
  }

  private static void copy(NDArray logits, float[] target, int from) {
    float[] flat = logits.toFloatArray();
    System.arraycopy(flat, 0, target, from, flat.length);
  }

  /** Takes an array out of the running scope and gives it to a manager. */
  static NDArray keep(NDArray array, NDManager owner) {
    NDScope.unregister(array);
    array.attach(owner);
    return array;
  }

  /** Arrays that live as long as the engine: its weights, and nothing of prompts or steps. */
  int livingArrays() {
    return manager.getManagedArrays().size();
  }

  @Override
  public void close() {
    manager.close();
  }
}
