package org.ilf4j.judge;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.ilf4j.sandbox.Execution;
import org.ilf4j.sandbox.Limits;
import org.ilf4j.sandbox.Program;
import org.ilf4j.sandbox.WarmInterpreter;

/** A worker's further interpreters, one per seed, for programs that must run once more. */
final class SpareInterpreters implements AutoCloseable {
  private final Interpreters interpreters;
  private final Map<Integer, WarmInterpreter> bySeed = new HashMap<>();

  SpareInterpreters(Interpreters interpreters) {
    this.interpreters = interpreters;
  }

  /**
   * Runs a program in the interpreter of a seed, which is started where there is none. One that has
   * waited since an earlier program may have died meanwhile: then a fresh one is tried.
   *
   * @throws IOException if a fresh interpreter died of the program
   */
  Execution run(int seed, Program program, Limits times) throws IOException {
    if (bySeed.containsKey(seed)) {
      try {
        return attempt(seed, program, times);
      } catch (IOException e) {
        return attempt(seed, program, times); // the dead one is gone
      }
    }
    return attempt(seed, program, times);
  }

  private Execution attempt(int seed, Program program, Limits times) throws IOException {
    WarmInterpreter python = bySeed.computeIfAbsent(seed, interpreters::start);
    try {
      python.send(program, times);
      return python.receive(times);
    } catch (IOException e) {
      bySeed.remove(seed);
      interpreters.end(python);
      throw e;
    }
  }

  @Override
  public void close() {
    bySeed.values().forEach(interpreters::end);
    bySeed.clear();
  }
}
