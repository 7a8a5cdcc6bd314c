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

  Interpreters(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  WarmInterpreter start(int seed) {
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
  }
}
