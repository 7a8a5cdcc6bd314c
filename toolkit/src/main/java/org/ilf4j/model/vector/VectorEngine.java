package org.ilf4j.model.vector;

import java.lang.ref.Cleaner;
import java.util.Arrays;
import java.util.List;
import org.ilf4j.machine.Cores;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.ilf4j.model.engine.Engine;
import org.ilf4j.model.engine.Precision;
import org.ilf4j.model.engine.Prefix;
import org.ilf4j.model.engine.Rotary;
import org.ilf4j.model.engine.Row;
import org.ilf4j.progress.InterruptedWorkException;
import org.ilf4j.progress.Progress;

/**
 * CodeGen on the CPU in plain Java on the Vector API. One call at a time; others wait.
 *
 * @see Precision
 */
public final class VectorEngine implements Engine {
  /** Tokens of a prompt in one pass: enough to use each weight often, little memory. */
  private static final int CHUNK = 128;

  private static final String READING = "reading a prompt";

  /** Less work than this per thread, about 30 microseconds, is not worth a thread. */
  private static final long LEAST_WORK = 2_000_000;

  /** Layers up to this many weights stay in a core's cache, so each thread may read all. */
  private static final long CACHED_LAYER = 1 << 20;

  private static final int LEAST_OWN_ROWS = 3;
  private static final Cleaner CLEANER = Cleaner.create();

  private final CodeGenConfig config;
  private final Precision precision;
  private final ModelShape shape;
  private final Team team;
  private final Cleaner.Cleanable cleanable;
  private final Crowding crowding = new Crowding();
  private final PagePool pool;
  private final Batch batch;
  private Weights weights;
  private Worker[] workers;
  private int lastParts = 1;

  /** Takes a checkpoint's weights in float32; runs on the machine's physical cores. */
  public VectorEngine(Checkpoint checkpoint) {
    this(checkpoint, Precision.FLOAT32);
  }

  /** Takes a checkpoint's weights; runs on the machine's physical cores. */
  public VectorEngine(Checkpoint checkpoint, Precision precision) {
    this(checkpoint, precision, Cores.ofThisProcess().forSampling());
  }

  /** Takes a checkpoint's weights in float32. */
  public VectorEngine(Checkpoint checkpoint, int threads) {
    this(checkpoint, Precision.FLOAT32, threads);
  }

  /**
   * Takes a checkpoint's weights.
   *
   * @param precision how weights are kept; {@code FLOAT16} is for GPUs and refused
   * @param threads most threads to use, 1 or more
   */
  public VectorEngine(Checkpoint checkpoint, Precision precision, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + "; choose 1 or more.");
    }
    this.precision = precision;
    config = checkpoint.config();
    shape = ModelShape.of(config);
    WarmUp.begin(precision);
    weights = Weights.of(checkpoint, precision);
    team = new Team(threads);
    cleanable = CLEANER.register(this, team::close);
    pool = new PagePool(shape);
    batch = new Batch(shape);
    Rotary rotary = new Rotary(config);
    workers = new Worker[threads];
    Arrays.setAll(workers, i -> new Worker(shape, weights, rotary, team));
  }

  @Override
  public String name() {
    return "plain Java, Vector API (%d bit), %s, %d thread%s"
        .formatted(
            Lanes.SPECIES.vectorBitSize(), precision, team.size(), team.size() == 1 ? "" : "s");
  }

  @Override
  public String toString() {
    return name();
  }

  @Override
  public CodeGenConfig config() {
    return config;
  }

  /** Keys and values come in whole pages. */
  @Override
  public long cacheBytes(int tokens) {
    long pages = (tokens + Page.POSITIONS - 1) / Page.POSITIONS;
    return pages * Slab.padded(Page.size(shape)) * Float.BYTES;
  }

  @Override
  public synchronized Prefix prefill(int[] prompt, float[] logits) {
    requireTokens(prompt, prompt.length);
    Sequence sequence = Sequence.prompt(pool);
    try {
      for (int from = 0; from < prompt.length; from += CHUNK) {
        Progress.checkInterrupted(READING);
        int count = Math.min(CHUNK, prompt.length - from);
        boolean last = from + count == prompt.length;
        batch.prompt(sequence, count);
        forward(prompt, from, new Range(last ? count - 1 : count, count), logits);
      }
      return sequence;
    } catch (InterruptedWorkException e) {
      sequence.close();
      throw e;
    }
  }

  @Override
  public synchronized Row open(Prefix prefix, int capacity) {
    Sequence prompt = (Sequence) prefix;
    requireContext(prompt.length() + capacity);
    return Sequence.behind(prompt);
  }

  @Override
  public synchronized void step(List<? extends Row> rows, int[] tokens, float[] logits) {
    if (rows.isEmpty()) {
      return;
    }
    List<Sequence> sequences = rows.stream().map(Sequence.class::cast).toList();
    requireTokens(tokens, rows.size());
    sequences.forEach(row -> requireContext(row.base() + row.length() + 1));
    batch.rows(sequences);
    forward(tokens, 0, Range.all(rows.size()), logits);
  }

  @Override
  public synchronized float[][] logits(int[] tokens) {
    requireTokens(tokens, tokens.length);
    float[][] all = new float[tokens.length][];
    try (Sequence sequence = Sequence.prompt(pool)) {
      for (int from = 0; from < tokens.length; from += CHUNK) {
        Progress.checkInterrupted(READING);
        int count = Math.min(CHUNK, tokens.length - from);
        float[] chunk = new float[count * shape.vocabSize()];
        batch.prompt(sequence, count);
        forward(tokens, from, Range.all(count), chunk);
        for (int i = 0; i < count; i++) {
          int at = i * shape.vocabSize();
          all[from + i] = Arrays.copyOfRange(chunk, at, at + shape.vocabSize());
        }
      }
    }
    return all;
  }

  private void forward(int[] tokens, int tokensFrom, Range wanted, float[] logits) {
    int parts = parts(batch.size());
    lastParts = parts;
    boolean byRows =
        weights.blocks()[0].size() <= CACHED_LAYER && batch.size() >= LEAST_OWN_ROWS * parts;
    Pass pass = new Pass(batch, tokens, tokensFrom, parts, byRows, wanted, logits);
    team.run(parts, part -> workers[part].run(pass, part));
    if (parts > 1) {
      crowding.noted(team.idleShare());
    }
    batch.clear();
  }

  @Override
  public synchronized void share(int count, Share work) {
    int parts = lastParts;
    team.run(
        parts,
        part -> {
          Range own = Range.part(count, part, parts);
          work.run(own.from(), own.to());
        });
  }

  private int parts(int rows) {
    long work = rows * weights.multiplications();
    int worthwhile = (int) Math.max(1, Math.min(team.size(), work / LEAST_WORK));
    return worthwhile > 1 && crowding.allowsTeam() ? worthwhile : 1;
  }

  @Override
  public float softmaxWeights(
      float[] logits, int from, int count, float inverseTemperature, float[] target) {
    return Lanes.softmaxWeights(logits, from, count, inverseTemperature, target, 0);
  }

  private void requireTokens(int[] tokens, int count) {
    if (weights == null) {
      throw new IllegalStateException("The engine is closed; load the model again.");
    }
    if (count < 1) {
      throw new IllegalArgumentException("No tokens; at least 1 is needed.");
    }
    requireContext(count);
    for (int i = 0; i < count; i++) {
      if (tokens[i] < 0 || tokens[i] >= shape.vocabSize()) {
        throw new IllegalArgumentException(
            "Token "
                + tokens[i]
                + " is none of the model's ids 0 to "
                + (shape.vocabSize() - 1)
                + "; is it another model's tokenizer?");
      }
    }
  }

  private void requireContext(int length) {
    if (length > shape.contextLength()) {
      throw new IllegalArgumentException(
          length
              + " tokens exceed the model's context of "
              + shape.contextLength()
              + "; shorten the prompt or ask for fewer new tokens.");
    }
  }

  @Override
  public synchronized void close() {
    cleanable.clean();
    weights = null;
    workers = null;
    pool.clear();
  }
}
