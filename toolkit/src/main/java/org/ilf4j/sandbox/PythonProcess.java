package org.ilf4j.sandbox;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Python process that answers each request with one answer, both framed by their length. Belongs
 * to the thread that started it: when that thread ends, the system ends the process.
 */
public final class PythonProcess implements AutoCloseable {
  private static final int LARGEST_ANSWER = 64 << 20;
  private static final long GRACE_MILLIS = 500;
  private static final long LOOK_EVERY_MILLIS = 250;

  private static final String NO_NAMESPACES =
      "; allow this user to make namespaces (on Ubuntu `sudo sysctl"
          + " kernel.apparmor_restrict_unprivileged_userns=0`, in a container run it privileged),"
          + " or choose Sandbox.unsafe() if you trust every program";

  private final Process process;
  private final DataOutputStream requests;
  private final DataInputStream answers;
  private final Thread watchdog;
  private volatile long deadline = Long.MAX_VALUE;

  private PythonProcess(Process process) {
    this.process = process;
    this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    this.answers = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
    this.watchdog = new Thread(this::watch, "ilf4j-sandbox-watchdog");
    watchdog.setDaemon(true);
    watchdog.start();
  }

  /** Starts a command in a folder with nothing but the given environment. */
  static PythonProcess start(List<String> command, Path folder, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    if (folder != null) {
      builder.directory(folder.toFile());
    }
    try {
      return new PythonProcess(builder.start());
    } catch (IOException e) {
      throw new SandboxException(command.get(0) + " cannot be started: " + e.getMessage(), e);
    }
  }

  /** Sends a request. */
  public void send(byte[] request) throws IOException {
    requests.writeInt(request.length);
    requests.write(request);
    requests.flush();
  }

  /**
   * Waits for the next answer.
   *
   * @param patience after which the process counts as hung and is killed
   * @throws IOException if the process died, hangs or speaks no sense
   */
  public byte[] receive(Duration patience) throws IOException {
    return receive(patience, patience);
  }

  /**
   * Waits for the next answer of a process with a heartbeat: while it works it sends empty answers.
   *
   * @param silence without any answer, after which the process counts as hung and is killed
   * @param patience after which it is killed, heartbeat or not
   */
  byte[] receive(Duration patience, Duration silence) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    try {
      int length;
      do {
        long silent = System.nanoTime() + silence.toNanos();
        deadline = silent - end < 0 ? silent : end;
        length = answers.readInt();
      } while (length == 0);
      if (length < 0 || length > LARGEST_ANSWER) {
        throw new IOException("an answer of " + length + " bytes was announced");
      }
      byte[] answer = answers.readNBytes(length);
      if (answer.length < length) {
        throw new EOFException("an answer was cut short");
      }
      return answer;
    } finally {
      deadline = Long.MAX_VALUE;
    }
  }

  /** The process's id on this machine. */
  public long pid() {
    return process.pid();
  }

  /** What the process wrote to its error output, with a remedy; call it after its death only. */
  public String complaint() {
    try {
      process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
      process.destroyForcibly();
      String text = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      return text.startsWith("bwrap:") ? text.strip() + NO_NAMESPACES : text.strip();
    } catch (IOException e) {
      return e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  /** Ends the process at once, and with it all it started. Safe to call from any thread. */
  public void kill() {
    process.destroyForcibly();
  }

  /** Ends the process: it may finish by itself for a moment. */
  @Override
  public void close() {
    watchdog.interrupt();
    boolean interrupted = Thread.interrupted();
    try {
      requests.close();
      process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (IOException e) {
      // It is dead already.
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      process.destroyForcibly();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void watch() {
    try {
      while (process.isAlive()) {
        Thread.sleep(LOOK_EVERY_MILLIS);
        if (deadline != Long.MAX_VALUE && System.nanoTime() - deadline > 0) {
          process.destroyForcibly();
        }
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }
}
