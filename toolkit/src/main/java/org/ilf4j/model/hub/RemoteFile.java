package org.ilf4j.model.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One file of a model on the Hub.
 *
 * @param name its path in the repository
 * @param size its bytes
 * @param digest what its bytes must give: SHA-256 for a large file (64 digits), for a small one the
 *     SHA-1 that git gives it (40 digits)
 */
record RemoteFile(String name, long size, String digest) {
  private static final int SHA_256_DIGITS = 64;

  RemoteFile {
    if (!digest.matches("[0-9a-f]{40}|[0-9a-f]{64}")) {
      throw new HubException("The Hub gives no checksum for " + name + "; it cannot be trusted.");
    }
  }

  /** Whether a file on disk is this one, byte for byte. */
  boolean equalsContentOf(Path file) throws IOException {
    boolean large = digest.length() == SHA_256_DIGITS;
    MessageDigest sum = digest(large ? "SHA-256" : "SHA-1");
    if (!large) {
      sum.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] chunk = new byte[1 << 16];
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        sum.update(chunk, 0, length);
      }
    }
    return HexFormat.of().formatHex(sum.digest()).equals(digest);
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has " + algorithm, e);
    }
  }
}
