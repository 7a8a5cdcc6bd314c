package org.ilf4j.jsonl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * An append-only file of records that survives a kill. Every append reaches the operating system
 * before the call returns, so a killed process loses nothing; it reaches the disk at most 0.2 s
 * later (our choice: one sync per append would cost more than sampling) and at {@link #force} and
 * {@link #close}. A last line that a kill cut short is removed when the file is opened again.
 *
 * <pre>{@code
 * try (JsonlLog<Sample> log = JsonlLog.open(path, Sample.class)) {
 *   int done = log.records().size();   // what earlier runs wrote
 *   log.append(sample);
 * }
 * }</pre>
 *
 * One writer at a time: a second one waits up to 30 s for a writer in the same process, which may
 * be stopped work that is still ending, and is refused while another process writes. Safe to append
 * from several threads.
 */
public final class JsonlLog<T> implements AutoCloseable {
  private static final long SYNC_EVERY_NANOS = 200_000_000;

  private final Path path;
  private final List<T> records;
  private final FileChannel channel;
  private long length;
  private long synced = System.nanoTime();

  private JsonlLog(Path path, List<T> records, FileChannel channel, long length) {
    this.path = path;
    this.records = records;
    this.channel = channel;
    this.length = length;
  }

  /**
   * Opens a log, or starts one; missing folders are made.
   *
   * @param path the file
   * @param type the record's type
   * @throws JsonlException if a complete line is no such record (the file is left as it is), or if
   *     somebody else is writing to the file
   * @throws org.ilf4j.progress.InterruptedWorkException if interrupted, as while it waits for this
   *     process's own writer
   */
  public static <T> JsonlLog<T> open(Path path, Class<T> type) {
    return open(path, type, WriterLock.PATIENCE);
  }

  static <T> JsonlLog<T> open(Path path, Class<T> type, Duration patience) {
    FileChannel channel = null;
    try {
      makeFolder(path);
      channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      WriterLock.take(path, channel, patience);
      byte[] bytes = readAll(channel);
      int complete = completeLength(bytes);
      String text = new String(bytes, 0, complete, StandardCharsets.UTF_8);
      List<T> records = Jsonl.parse(text, path.toString(), type);
      channel.truncate(complete);
      channel.position(complete);
      return new JsonlLog<>(path, records, channel, complete);
    } catch (IOException e) {
      closeQuietly(channel);
      SingleAppend.tellStop(path, e);
      throw new JsonlException("Cannot open " + path + ": " + e.getMessage() + ".", e);
    } catch (RuntimeException e) {
      closeQuietly(channel);
      throw e;
    }
  }

  /**
   * Reads a log that may still be written, or none: a last line without its end is passed over, a
   * file that is not there has no records.
   */
  public static <T> List<T> read(Path path, Class<T> type) {
    try {
      byte[] bytes = Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
      String text = new String(bytes, 0, completeLength(bytes), StandardCharsets.UTF_8);
      return Jsonl.parse(text, path.toString(), type);
    } catch (IOException e) {
      throw new JsonlException("Cannot read " + path + ": " + e.getMessage() + ".", e);
    }
  }

  /**
   * Adds one record to a file, on the disk when the call returns; waits for its turn if another
   * process writes. Unlike {@link #open} it does not read the records that are there.
   */
  public static void appendOnce(Path path, Object record) {
    SingleAppend.write(path, (Jsonl.line(record) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** The records that were there when the log was opened. */
  public List<T> records() {
    return records;
  }

  /** The file. */
  public Path path() {
    return path;
  }

  /**
   * Adds a record.
   *
   * @throws JsonlException if the disk is full or gone; what was written before is kept whole
   * @throws org.ilf4j.progress.InterruptedWorkException if the thread is interrupted; the log must
   *     be opened anew
   */
  public void append(T record) {
    append(List.of(record));
  }

  /** Adds records in one write. */
  public synchronized void append(List<? extends T> more) {
    StringBuilder lines = new StringBuilder();
    for (T record : more) {
      lines.append(Jsonl.line(record)).append('\n');
    }
    write(ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /** Waits until everything appended is on the disk. */
  public synchronized void force() {
    try {
      channel.force(false);
      synced = System.nanoTime();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public synchronized void close() {
    if (channel.isOpen()) {
      try (channel) {
        channel.force(false);
      } catch (IOException e) {
        throw failed(e);
      }
    }
  }

  private void write(ByteBuffer bytes) {
    int size = bytes.remaining();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      length += size;
      if (System.nanoTime() - synced > SYNC_EVERY_NANOS) {
        force();
      }
    } catch (IOException e) {
      dropPartialLine();
      throw failed(e);
    }
  }

  private void dropPartialLine() {
    try {
      channel.truncate(length);
      channel.position(length);
    } catch (IOException ignored) {
      // The next opening removes the partial line.
    }
  }

  private JsonlException failed(IOException e) {
    SingleAppend.tellStop(path, e);
    return new JsonlException(
        "Cannot append to "
            + path
            + ": "
            + e.getMessage()
            + "; the "
            + length
            + " bytes already written are kept, free some space and run again to go on.",
        e);
  }

  static void makeFolder(Path path) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
  }

  static byte[] readAll(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // Until the file's end.
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /** Length up to and including the last line end. */
  static int completeLength(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException ignored) {
      // The first error is the one to tell.
    }
  }
}
