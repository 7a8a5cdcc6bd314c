package org.ilf4j.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A warm interpreter that forks one child per program. Programs may be sent ahead: they run one at
 * a time, in order. Belongs to the thread that started it.
 */
public final class WarmInterpreter implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration SILENCE = Duration.ofSeconds(15); // its heart beats every second
  private static final int BUSY_FACTOR = 5; // as in runner.py
  private static final int OUTPUT_KEPT = 8192;
  private static final int LAST_PID = 2; // the warm interpreter's is 1, its supervisor's 2
  private static final long STACK_BYTES = 8L << 20; // Linux's usual, whatever this machine's
  private static final String[] SCRIPTS = {
    "values.py",
    "guard.py",
    "clock.py",
    "child.py",
    "pages.py",
    "rehearsal.py",
    "forks.py",
    "files.py",
    "runner.py"
  };
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PythonProcess process;
  private final Limits limits;

  WarmInterpreter(Sandbox sandbox, int seed) {
    limits = sandbox.limits();
    String script = Scripts.join(SCRIPTS);
    process = sandbox.launch(seed, script, options(sandbox, seed));
    try {
      process.receive(START);
    } catch (IOException e) {
      String complaint = process.complaint();
      process.close();
      throw new SandboxException("The sandbox does not start: " + complaint + ".", e);
    }
  }

  /** Runs one program with the sandbox's own deadlines. */
  public Execution run(Program program) throws IOException {
    send(program, limits);
    return receive(limits);
  }

  /**
   * Sends a program ahead of its turn.
   *
   * @param times whose deadlines count
   * @return the size of the request in bytes; keep what is under way below a pipe's 64 KiB
   * @throws IOException if the interpreter is dead
   */
  public int send(Program program, Limits times) throws IOException {
    byte[] request = request(program, times);
    process.send(request);
    return request.length;
  }

  /**
   * Waits for the next program's end. The interpreter is killed if its heart does not beat for 15
   * s, our choice.
   *
   * @throws IOException if the interpreter is dead or hangs: nothing is known about the program
   */
  public Execution receive(Limits times) throws IOException {
    double wall = times.total().toMillis() * times.wallFactor() * BUSY_FACTOR;
    try {
      return ExecutionReader.read(process.receive(SILENCE.plusMillis((long) wall), SILENCE));
    } catch (IllegalArgumentException e) {
      throw new IOException("The sandbox speaks no sense: " + e.getMessage(), e);
    }
  }

  /** The process's id on this machine. */
  public long pid() {
    return process.pid();
  }

  /** Ends the interpreter at once. Safe to call from any thread. */
  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }

  private static byte[] request(Program program, Limits times) {
    double step = times.step().toMillis() / 1000.0;
    double total = times.total().toMillis() / 1000.0;
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("program", program.text());
    request.put("setup", program.setup());
    request.put("calls", program.calls());
    request.put(
        "deadlines", List.of(step, step * times.wallFactor(), total, total * times.wallFactor()));
    try {
      return JSON.writeValueAsBytes(request);
    } catch (JsonProcessingException e) {
      throw new SandboxException("A program cannot be sent: " + e.getOriginalMessage(), e);
    }
  }

  private String options(Sandbox sandbox, int seed) {
    boolean filter = sandbox.isIsolated() && Seccomp.available();
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("contained", sandbox.isIsolated());
    options.put("readable", sandbox.readable());
    options.put("seed", seed);
    options.put("uid", sandbox.idToTake());
    options.put("output_kept", OUTPUT_KEPT);
    options.put("output_bytes", limits.outputBytes());
    options.put("result_bytes", limits.resultBytes());
    options.put("parent_filter", filter ? Seccomp.forAll() : "");
    options.put("child_filter", filter ? Seccomp.forProgram(LAST_PID) : "");
    options.put("rlimits", resourceLimits(sandbox.isIsolated()));
    try {
      return JSON.writeValueAsString(options);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, Long> resourceLimits(boolean isolated) {
    Map<String, Long> all = new LinkedHashMap<>();
    all.put("RLIMIT_AS", limits.memoryBytes());
    all.put("RLIMIT_STACK", STACK_BYTES);
    all.put("RLIMIT_FSIZE", limits.fileBytes());
    all.put("RLIMIT_CORE", 0L);
    all.put("RLIMIT_NOFILE", 64L);
    if (isolated) {
      all.put("RLIMIT_NPROC", (long) limits.processes());
    }
    return all;
  }
}
