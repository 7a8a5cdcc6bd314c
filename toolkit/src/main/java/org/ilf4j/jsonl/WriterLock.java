package org.ilf4j.jsonl;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.ilf4j.progress.Progress;

/**
 * A file's lock for its one writer. Work that was stopped in this very process is given time to end
 * and to free it: a notebook's next cell begins before that. Another process is not waited for.
 */
final class WriterLock {
  /** Our choice: stopped work ends within its step, in seconds even on a slow machine. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long LOOK_EVERY_NANOS = 20_000_000;

  private WriterLock() {}

  /**
   * Takes the lock, which the channel's end frees.
   *
   * @param patience how long to wait for this process's own work
   * @throws JsonlException if it stays taken, or another process has it
   * @throws org.ilf4j.progress.InterruptedWorkException if interrupted while waiting
   */
  static void take(Path path, FileChannel channel, Duration patience) throws IOException {
    long start = System.nanoTime();
    while (isTakenHere(path, channel)) {
      if (System.nanoTime() - start > patience.toNanos()) {
        throw new JsonlException(
            path
                + " is still being written by another call of this process, after "
                + patience.toMillis() / 1000.0
                + " s; stop that cell or wait for its end, or choose another folder.");
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
      Progress.checkInterrupted("waiting for " + path);
    }
  }

  private static boolean isTakenHere(Path path, FileChannel channel) throws IOException {
    try {
      if (channel.tryLock() == null) {
        throw new JsonlException(
            path
                + " is being written by another process; wait for its end or choose another"
                + " folder.");
      }
      return false;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }
}
