package org.ilf4j.judge;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ilf4j.sandbox.Sandbox;
import org.ilf4j.sandbox.WarmInterpreter;

/** The warm interpreters of one call of the judge, so that all of them can be ended at once. */
final class Interpreters {
  private final Sandbox sandbox;
  private final Set<WarmInterpreter> open = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;
  private WarmInterpreter idle;

  Interpreters(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** Keeps one with seed 0 for whoever starts the next. */
  synchronized void reuse(WarmInterpreter python) {
    idle = python;
  }

  WarmInterpreter start(int seed) {
    WarmInterpreter kept = seed == 0 ? takeIdle() : null;
    if (kept != null) {
      return kept;
    }
    WarmInterpreter python = sandbox.start(seed);
    open.add(python);
    if (stopped) {
      python.kill();
    }
    return python;
  }

  private synchronized WarmInterpreter takeIdle() {
    WarmInterpreter kept = idle;
    idle = null;
    return kept;
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
    WarmInterpreter kept = takeIdle();
    if (kept != null) {
      end(kept);
    }
  }
}
