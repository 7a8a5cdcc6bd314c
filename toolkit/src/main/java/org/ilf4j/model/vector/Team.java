package org.ilf4j.model.vector;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * Threads that work on one thing together and wait for each other many times a millisecond. The
 * caller is one of them. A thread that waits spins for some microseconds, then offers its processor
 * to others again and again, and sleeps in the end: to be woken takes as long as many a job. Where
 * other work holds the processors, threads that wait for each other are worse than one alone:
 * {@link #idleShare} tells.
 */
final class Team implements AutoCloseable {
  /** About 20 microseconds, too short to rob other work. */
  private static final int SPINS = 1_000;

  /** Longer than being woken takes (60 to 300 microseconds), so shorter waits never pay for it. */
  private static final long AWAKE_NANOS = 300_000;

  private static final long NAP_NANOS = 50_000;

  private final Thread[] helpers;
  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicInteger unfinished = new AtomicInteger();
  private final AtomicLong waited = new AtomicLong();
  private volatile int phase;
  private volatile int call;
  private volatile Throwable failure;
  private volatile boolean closed;
  private int parts;
  private double idleShare;
  private IntConsumer work;

  /** A team of the caller and {@code size - 1} sleeping helpers, which are daemon threads. */
  Team(int size) {
    helpers = new Thread[size - 1];
    for (int i = 0; i < helpers.length; i++) {
      int part = i + 1;
      helpers[i] = new Thread(() -> help(part), "ilf4j-team-" + part);
      helpers[i].setDaemon(true);
      helpers[i].start();
    }
  }

  int size() {
    return helpers.length + 1;
  }

  /** Whether every helper sleeps, so that the processors are free for others. */
  boolean isAsleep() {
    return Stream.of(helpers).allMatch(helper -> helper.getState() == Thread.State.WAITING);
  }

  /**
   * Runs {@code job} for the parts 0 to {@code count - 1}, each on a thread of its own, and waits
   * for all.
   */
  void run(int count, IntConsumer job) {
    parts = count;
    if (count == 1) {
      idleShare = 0;
      job.accept(0);
      return;
    }
    long start = System.nanoTime();
    waited.set(0);
    work = job;
    failure = null;
    arrived.set(0);
    unfinished.set(helpers.length);
    call++;
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
    attempt(0);
    long finished = System.nanoTime();
    for (int spins = 0; unfinished.get() > 0; spins++) {
      pause(spins, finished);
    }
    long end = System.nanoTime();
    idleShare = (waited.get() + end - finished) / ((double) count * Math.max(1, end - start));
    work = null;
    if (failure != null) {
      throw new IllegalStateException("A thread of the engine failed: " + failure, failure);
    }
  }

  /** Which share of the last job's thread time went into waiting for other threads: 0 to 1. */
  double idleShare() {
    return idleShare;
  }

  /** Waits until all parts of the running job are here. */
  void await() {
    if (parts == 1) {
      return;
    }
    int now = phase;
    if (arrived.incrementAndGet() == parts) {
      arrived.set(0);
      phase = now + 1;
      return;
    }
    long start = System.nanoTime();
    for (int spins = 0; phase == now; spins++) {
      if (failure != null) {
        throw new IllegalStateException("Another thread of the engine failed.");
      }
      pause(spins, start);
    }
    waited.addAndGet(System.nanoTime() - start);
  }

  private void help(int part) {
    int seen = 0;
    while (true) {
      long start = System.nanoTime();
      for (int spins = 0; call == seen && !closed; spins++) {
        if (!stayedAwake(spins, start)) {
          LockSupport.park(this);
        }
      }
      if (closed) {
        return;
      }
      seen = call;
      if (part < parts) {
        attempt(part);
      }
      unfinished.decrementAndGet();
    }
  }

  private void attempt(int part) {
    try {
      work.accept(part);
    } catch (Throwable e) {
      if (failure == null) {
        failure = e;
      }
    }
  }

  private static void pause(int spins, long start) {
    if (!stayedAwake(spins, start)) {
      LockSupport.parkNanos(NAP_NANOS);
    }
  }

  /** Lets a moment pass, unless it is time to sleep. */
  private static boolean stayedAwake(int spins, long start) {
    if (spins < SPINS) {
      Thread.onSpinWait();
      return true;
    }
    if (System.nanoTime() - start < AWAKE_NANOS) {
      Thread.yield();
      return true;
    }
    return false;
  }

  @Override
  public void close() {
    closed = true;
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
  }
}
