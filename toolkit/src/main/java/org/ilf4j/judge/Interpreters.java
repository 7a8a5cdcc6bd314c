package org.ilf4j.judge;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.ilf4j.sandbox.Limits;
import org.ilf4j.sandbox.Sandbox;
import org.ilf4j.sandbox.WarmInterpreter;

/** The warm interpreters of one call of the judge, so that all of them can be ended at once. */
final class Interpreters {
  private final Sandbox sandbox;
  private final Set<WarmInterpreter> open = ConcurrentHashMap.newKeySet();
  private final AtomicReference<WarmInterpreter> idle = new AtomicReference<>();
  private volatile boolean stopped;

  Interpreters(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** What one program may use in them. */
  Limits limits() {
    return sandbox.limits();
  }

  /** Keeps one that was started with seed 0 for whoever next asks for such a one. */
  void reuse(WarmInterpreter python) {
    idle.set(python);
  }

  /** The idle one where it will do, else a new one. */
  WarmInterpreter start(int seed) {
    WarmInterpreter kept = seed == 0 ? idle.getAndSet(null) : null;
    return kept != null ? kept : startNew(seed);
  }

  private WarmInterpreter startNew(int seed) {
    WarmInterpreter python = sandbox.start(seed);
    open.add(python);
    if (stopped) {
      python.kill();
    }
    return python;
  }

  void end(WarmInterpreter python) {
    open.remove(python);
    python.close();
  }

  WarmInterpreter replace(WarmInterpreter dead) {
    dead.kill();
    end(dead);
    return start(0);
  }

  boolean stopped() {
    return stopped;
  }

  /** Kills all, also those started later. */
  void stop() {
    stopped = true;
    open.forEach(WarmInterpreter::kill);
    WarmInterpreter unused = idle.getAndSet(null);
    if (unused != null) {
      end(unused);
    }
  }
}
