package org.ilf4j.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.ilf4j.model.engine.Engine;
import org.ilf4j.model.tokenizer.Tokenizer;
import org.ilf4j.progress.Progress;

/**
 * Writes many completions at once with one engine: each prompt is computed once for all its
 * completions, finished rows leave the batch and waiting ones enter. Each draw depends on the row's
 * own logits and on (seed, stream, sample, position), so neither the batch nor the order nor an
 * interruption changes a completion.
 */
public final class Decoder {
  /** Rows beyond this gain nothing on a CPU (our choice, measured in benchmarks/sampling). */
  private static final int MOST_ROWS = 60;

  private final Engine engine;
  private final Tokenizer tokenizer;
  private final Vocabulary vocabulary;
  private final String model;
  private final long memoryBudget;

  /** A decoder whose keys and values take at most a third of this process's heap. */
  public Decoder(Engine engine, Tokenizer tokenizer) {
    this(engine, tokenizer, "the model", CacheBudget.standard());
  }

  /**
   * A decoder with a budget of its own.
   *
   * @param memoryBudget bytes that keys and values may take: as many rows are decoded at once as
   *     fit, but always one
   */
  public Decoder(Engine engine, Tokenizer tokenizer, long memoryBudget) {
    this(engine, tokenizer, "the model", memoryBudget);
  }

  /** Likewise, for a model whose name errors tell. */
  Decoder(Engine engine, Tokenizer tokenizer, String model, long memoryBudget) {
    this.model = model;
    this.engine = engine;
    this.tokenizer = tokenizer;
    this.vocabulary = new Vocabulary(tokenizer);
    this.memoryBudget = memoryBudget;
  }

  /**
   * Draws completions; see {@link LanguageModel#generate}.
   *
   * @throws IllegalArgumentException before any work if a prompt with its new tokens exceeds the
   *     context
   * @throws org.ilf4j.model.checkpoint.CheckpointException where the weights are spoiled, so that
   *     logits are no numbers
   */
  public void generate(
      List<GenerationRequest> requests, GenerationOptions options, GenerationListener listener) {
    Deque<DecodingRow> waiting = new ArrayDeque<>();
    DecodingPrompt prompt = null;
    String text = null;
    for (GenerationRequest request : requests) {
      if (!request.prompt().equals(text)) {
        text = request.prompt();
        prompt = new DecodingPrompt(encode(request, options, requests.size() == 1));
      }
      prompt.expect(request.samples());
      for (int i = 0; i < request.samples(); i++) {
        waiting.add(new DecodingRow(prompt, request, request.firstSample() + i));
      }
    }
    if (!waiting.isEmpty()) {
      int before = listener.finishedBefore();
      int all = before + waiting.size();
      try (Progress progress = Progress.resume("sampling", before, all, "samples")) {
        if (all == 1) {
          progress.kept(""); // nothing is finished before its end
        }
        synchronized (engine) {
          int rows = rows(options, waiting.size());
          new Batch(options, listener, progress, rows, requests.size() == 1).run(waiting);
        }
      }
    }
  }

  private int[] encode(GenerationRequest request, GenerationOptions options, boolean alone) {
    int[] tokens = tokenizer.encode(request.prompt());
    int[] prompt = tokens.length == 0 ? new int[] {tokenizer.eosId()} : tokens;
    int context = engine.config().contextLength();
    if (prompt.length + options.maxNewTokens() > context) {
      throw new IllegalArgumentException(
          "The prompt%s has %d tokens; with maxNewTokens %d it exceeds the model's context of %d: shorten the prompt%s."
              .formatted(
                  alone ? "" : " of task (stream) " + request.stream(),
                  prompt.length,
                  options.maxNewTokens(),
                  context,
                  prompt.length < context
                      ? " or choose maxNewTokens at most " + (context - prompt.length)
                      : ""));
    }
    return prompt;
  }

  /** How many rows can be active at once, were there no prompts. */
  private int rows(GenerationOptions options, int waiting) {
    long fitting = memoryBudget / Math.max(1, rowBytes(options));
    return (int) Math.max(1, Math.min(Math.min(MOST_ROWS, waiting), fitting));
  }

  /** What a row takes at its longest; the last token drawn is not stored. */
  private long rowBytes(GenerationOptions options) {
    return engine.cacheBytes(options.maxNewTokens() - 1);
  }

  /** What decodes, and the limits in force. */
  @Override
  public String toString() {
    return "Decoder of %s on %s: up to %d rows at once, at most %s for keys and values"
        .formatted(model, engine.name(), MOST_ROWS, CacheBudget.size(memoryBudget));
  }

  /** The rows of one call while they are being written. */
  private final class Batch {
    private final GenerationOptions options;
    private final GenerationListener listener;
    private final Progress progress;
    private final int mostRows;
    private final boolean alone;
    private final float[] logits;
    private final List<DecodingRow> active = new ArrayList<>();
    private final CacheBudget budget = new CacheBudget(memoryBudget);
    private final long start = System.nanoTime();
    private long tokens;
    private int most = 1;

    Batch(
        GenerationOptions options,
        GenerationListener listener,
        Progress progress,
        int mostRows,
        boolean alone) {
      this.alone = alone;
      this.options = options;
      this.listener = listener;
      this.progress = progress;
      this.mostRows = mostRows;
      this.logits = new float[mostRows * engine.config().vocabSize()];
    }

    void run(Deque<DecodingRow> waiting) {
      try {
        while (!waiting.isEmpty() || !active.isEmpty()) {
          Progress.checkInterrupted("sampling");
          while (!waiting.isEmpty() && mayEnter(waiting.peek())) {
            enter(waiting.remove());
            Progress.checkInterrupted("sampling");
          }
          step();
        }
      } finally {
        active.forEach(
            row -> {
              row.close();
              row.prompt().close();
            });
      }
    }

    /** Whether the row fits the batch and its memory; where nothing is active, it must. */
    private boolean mayEnter(DecodingRow row) {
      DecodingPrompt prompt = row.prompt();
      long more = prompt.isComputed() ? 0 : engine.cacheBytes(prompt.length());
      return active.isEmpty()
          || active.size() < mostRows && budget.hasRoom(more + rowBytes(options));
    }

    /** Draws the row's first token from its prompt's logits. */
    private void enter(DecodingRow row) {
      if (!row.prompt().isComputed()) {
        budget.take(engine.cacheBytes(row.prompt().length()));
      }
      float[] first = row.prompt().logits(engine);
      budget.take(rowBytes(options));
      active.add(row);
      row.draw(tokenDraw(), first, 0, options.seed());
      advance(row);
      tokens++;
      if (row.generation() == null) {
        row.continueWith(row.prompt().open(engine, options.maxNewTokens() - 1));
      } else {
        active.remove(active.size() - 1);
        leave(row);
      }
    }

    private void step() {
      if (active.isEmpty()) {
        return;
      }
      engine.step(
          active.stream().map(DecodingRow::row).toList(),
          active.stream().mapToInt(DecodingRow::lastToken).toArray(),
          logits);
      engine.share(active.size(), this::draw);
      active.forEach(this::advance);
      most = Math.max(most, active.size());
      tokens += active.size();
      List<DecodingRow> finished = active.stream().filter(row -> row.generation() != null).toList();
      active.removeAll(finished);
      finished.forEach(this::leave);
    }

    /** Draws the next tokens of some rows; several threads may be here at once. */
    private void draw(int from, int to) {
      TokenDraw draw = tokenDraw();
      for (int i = from; i < to; i++) {
        active.get(i).draw(draw, logits, i * engine.config().vocabSize(), options.seed());
      }
    }

    private void advance(DecodingRow row) {
      if (!row.isDrawnFromNumbers()) {
        long stream = row.request().stream();
        throw TokenDraw.noNumbers(model, alone ? "for this prompt" : "for task (stream) " + stream);
      }
      row.advance(options, vocabulary);
    }

    private TokenDraw tokenDraw() {
      return new TokenDraw(engine, options, vocabulary.size());
    }

    private void leave(DecodingRow row) {
      row.close();
      budget.give(rowBytes(options));
      row.prompt().release();
      if (!row.prompt().isComputed()) {
        budget.give(engine.cacheBytes(row.prompt().length()));
      }
      listener.completed(row.request(), row.sample(), row.generation());
      progress.note(note());
      progress.advance(1);
    }

    private String note() {
      double seconds = (System.nanoTime() - start) * 1e-9;
      String rows = most == 1 ? "" : ", up to " + most + " rows at once";
      return "%,.0f tokens/s%s, %s".formatted(tokens / seconds, rows, budget);
    }
  }
}
