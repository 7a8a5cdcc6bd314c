package org.ilf4j.progress;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps what the calling thread's work shows while it is watched. */
public final class SeenProgress implements ProgressDisplay {
  private static final ThreadLocal<List<ProgressSnapshot>> SEEN = new ThreadLocal<>();

  /** Of the thread that began the work: its workers show things too. */
  private final List<ProgressSnapshot> seen = SEEN.get();

  /** Every snapshot that this work shows on this thread. */
  public static List<ProgressSnapshot> during(Runnable work) {
    List<ProgressSnapshot> seen = Collections.synchronizedList(new ArrayList<>());
    SEEN.set(seen);
    try {
      work.run();
    } finally {
      SEEN.remove();
    }
    return seen;
  }

  @Override
  public boolean available() {
    return seen != null;
  }

  @Override
  public void show(ProgressSnapshot snapshot) {
    seen.add(snapshot);
  }
}
