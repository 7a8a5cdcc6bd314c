package org.ilf4j.model.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the entries of an uncompressed zip file begin. {@link java.util.zip.ZipFile} does not tell,
 * and without the place an entry cannot be mapped. Files above 4 GB (zip64) included.
 */
final class ZipEntries {
  /** The first byte of every pickle of protocol 2 and later. */
  private static final byte PICKLE = (byte) 0x80;

  private static final int END = 0x06054b50;
  private static final int END_64_LOCATOR = 0x07064b50;
  private static final int END_64 = 0x06064b50;
  private static final int ENTRY = 0x02014b50;
  private static final int LOCAL = 0x04034b50;
  private static final int END_BYTES = 22;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int IN_EXTRA_FIELD = 0xffffffff;

  /** An entry's place in the file. */
  record Place(long start, long bytes) {}

  private final FileChannel channel;
  private final Path file;

  private ZipEntries(FileChannel channel, Path file) {
    this.channel = channel;
    this.file = file;
  }

  /** Reads the directory; names as the file has them. */
  static Map<String, Place> of(FileChannel channel, Path file) throws IOException {
    return new ZipEntries(channel, file).read();
  }

  private Map<String, Place> read() throws IOException {
    ByteBuffer end = end();
    long entries = Short.toUnsignedLong(end.getShort(10));
    long bytes = Integer.toUnsignedLong(end.getInt(12));
    long start = Integer.toUnsignedLong(end.getInt(16));
    if (end.getInt(16) == IN_EXTRA_FIELD || entries == 0xffff) {
      ByteBuffer end64 = end64(channel.size() - end.capacity());
      entries = end64.getLong(32);
      bytes = end64.getLong(40);
      start = end64.getLong(48);
    }
    if (bytes > Integer.MAX_VALUE) {
      throw broken("its directory claims " + bytes + " bytes");
    }
    return entries(bytes(start, (int) bytes), entries);
  }

  /** The end record: the last bytes of the file, but for a comment. */
  private ByteBuffer end() throws IOException {
    int length = (int) Math.min(channel.size(), END_BYTES + LONGEST_COMMENT);
    ByteBuffer tail = bytes(channel.size() - length, length);
    for (int at = length - END_BYTES; at >= 0; at--) {
      if (tail.getInt(at) == END) {
        return tail.slice(at, length - at).order(ByteOrder.LITTLE_ENDIAN);
      }
    }
    if (length > 1 && bytes(0, 1).get(0) == PICKLE) {
      throw new CheckpointException(
          "%s is a bare pickle, as torch before 1.6 saved; read are the zips of torch.save since then: load it in PyTorch and save it again, or use a safetensors file."
              .formatted(file));
    }
    throw broken("it has no zip directory at its end");
  }

  private ByteBuffer end64(long endStart) throws IOException {
    ByteBuffer locator = bytes(endStart - 20, 20);
    if (locator.getInt(0) != END_64_LOCATOR) {
      throw broken("its zip64 locator is missing");
    }
    ByteBuffer end64 = bytes(locator.getLong(8), 56);
    if (end64.getInt(0) != END_64) {
      throw broken("its zip64 directory is missing");
    }
    return end64;
  }

  private Map<String, Place> entries(ByteBuffer directory, long count) throws IOException {
    Map<String, Place> places = new LinkedHashMap<>();
    for (long i = 0; i < count; i++) {
      int at = directory.position();
      if (directory.remaining() < 46 || directory.getInt(at) != ENTRY) {
        throw broken("entry " + i + " of its directory is damaged");
      }
      int nameBytes = Short.toUnsignedInt(directory.getShort(at + 28));
      int extraBytes = Short.toUnsignedInt(directory.getShort(at + 30));
      int commentBytes = Short.toUnsignedInt(directory.getShort(at + 32));
      byte[] name = new byte[nameBytes];
      directory.get(at + 46, name);
      String text = new String(name, StandardCharsets.UTF_8);
      if (directory.getShort(at + 10) != 0) {
        throw broken(text + " is compressed, which torch.save never does");
      }
      places.put(text, place(directory, at, at + 46 + nameBytes, extraBytes));
      directory.position(at + 46 + nameBytes + extraBytes + commentBytes);
    }
    return places;
  }

  private Place place(ByteBuffer directory, int at, int extra, int extraBytes) throws IOException {
    long bytes = Integer.toUnsignedLong(directory.getInt(at + 24));
    long header = Integer.toUnsignedLong(directory.getInt(at + 42));
    int next = zip64Field(directory, extra, extraBytes);
    if (directory.getInt(at + 24) == IN_EXTRA_FIELD) {
      bytes = directory.getLong(next);
      next += 8;
    }
    if (directory.getInt(at + 20) == IN_EXTRA_FIELD) {
      next += 8; // the compressed size, equal to the size
    }
    if (directory.getInt(at + 42) == IN_EXTRA_FIELD) {
      header = directory.getLong(next);
    }
    ByteBuffer local = bytes(header, 30);
    if (local.getInt(0) != LOCAL) {
      throw broken("an entry does not begin at byte " + header);
    }
    long start =
        header
            + 30
            + Short.toUnsignedInt(local.getShort(26))
            + Short.toUnsignedInt(local.getShort(28));
    if (bytes < 0 || start + bytes > channel.size()) {
      throw broken("an entry ends behind the file's " + channel.size() + " bytes");
    }
    return new Place(start, bytes);
  }

  /** Where the wide sizes of an entry stand, or 0 where it has none. */
  private static int zip64Field(ByteBuffer directory, int extra, int extraBytes) {
    int at = extra;
    while (at + 4 <= extra + extraBytes) {
      if (directory.getShort(at) == 1) {
        return at + 4;
      }
      at += 4 + Short.toUnsignedInt(directory.getShort(at + 2));
    }
    return 0;
  }

  private ByteBuffer bytes(long start, int length) throws IOException {
    if (start < 0 || start + length > channel.size()) {
      throw broken("its directory points outside its " + channel.size() + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining() && channel.read(buffer, start + buffer.position()) >= 0) {}
    return buffer.flip();
  }

  private CheckpointException broken(String why) {
    return new CheckpointException(
        "%s is not a whole file of torch.save: %s; fetch it again.".formatted(file, why));
  }
}
