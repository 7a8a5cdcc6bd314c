package org.ilf4j.jsonl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.ilf4j.progress.Progress;

/** Adds one line to a file that several processes write in turn. */
final class SingleAppend {
  private SingleAppend() {}

  /** One thread of this process at a time, then one process at a time. */
  static synchronized void write(Path path, byte[] line) {
    try {
      JsonlLog.makeFolder(path);
      try (FileChannel channel =
              FileChannel.open(
                  path,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        append(channel, line);
      }
    } catch (IOException e) {
      tellStop(path, e);
      throw new JsonlException(
          "Cannot append to "
              + path
              + ": "
              + e.getMessage()
              + "; what was written before is kept, free some space and try again.",
          e);
    }
  }

  /** Java closes the file of a thread that is interrupted: that is a stop, and no full disk. */
  static void tellStop(Path path, IOException e) {
    if (e instanceof ClosedByInterruptException || e instanceof FileLockInterruptionException) {
      Progress.checkInterrupted("writing to " + path);
    }
  }

  private static void append(FileChannel channel, byte[] line) throws IOException {
    long end = wholeLines(channel);
    channel.position(end);
    try {
      ByteBuffer bytes = ByteBuffer.wrap(line);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.truncate(end + line.length);
      channel.force(false);
    } catch (IOException e) {
      channel.truncate(end);
      throw e;
    }
  }

  /** The file's length without a last line that a kill cut short. */
  private static long wholeLines(FileChannel channel) throws IOException {
    long size = channel.size();
    ByteBuffer last = ByteBuffer.allocate(1);
    if (size == 0 || channel.read(last, size - 1) == 1 && last.get(0) == '\n') {
      return size;
    }
    channel.position(0);
    return JsonlLog.completeLength(JsonlLog.readAll(channel));
  }
}
