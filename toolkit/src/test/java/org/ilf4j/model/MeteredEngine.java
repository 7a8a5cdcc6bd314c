package org.ilf4j.model;

import java.util.List;
import org.ilf4j.model.checkpoint.CodeGenConfig;
import org.ilf4j.model.engine.Engine;
import org.ilf4j.model.engine.Prefix;
import org.ilf4j.model.engine.Row;

/** An engine that counts the tokens for which it holds keys and values, a row at its longest. */
final class MeteredEngine implements Engine {
  private final Engine engine;
  private int held;
  private int mostHeld;

  MeteredEngine(Engine engine) {
    this.engine = engine;
  }

  int mostHeld() {
    return mostHeld;
  }

  int held() {
    return held;
  }

  private void hold(int tokens) {
    held += tokens;
    mostHeld = Math.max(mostHeld, held);
  }

  private record MeteredPrefix(Prefix inner, MeteredEngine meter) implements Prefix {
    @Override
    public int length() {
      return inner.length();
    }

    @Override
    public void close() {
      meter.held -= inner.length();
      inner.close();
    }
  }

  private record MeteredRow(Row inner, int capacity, MeteredEngine meter) implements Row {
    @Override
    public int length() {
      return inner.length();
    }

    @Override
    public void close() {
      meter.held -= capacity;
      inner.close();
    }
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public CodeGenConfig config() {
    return engine.config();
  }

  @Override
  public Prefix prefill(int[] prompt, float[] logits) {
    hold(prompt.length);
    return new MeteredPrefix(engine.prefill(prompt, logits), this);
  }

  @Override
  public Row open(Prefix prefix, int capacity) {
    hold(capacity);
    return new MeteredRow(engine.open(((MeteredPrefix) prefix).inner(), capacity), capacity, this);
  }

  @Override
  public void step(List<? extends Row> rows, int[] tokens, float[] logits) {
    engine.step(rows.stream().map(row -> ((MeteredRow) row).inner()).toList(), tokens, logits);
  }

  @Override
  public float[][] logits(int[] tokens) {
    return engine.logits(tokens);
  }

  @Override
  public void close() {
    engine.close();
  }
}
