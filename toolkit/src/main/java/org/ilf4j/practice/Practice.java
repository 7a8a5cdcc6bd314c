package org.ilf4j.practice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.ilf4j.task.Tasks;

/**
 * The 974 practice tasks that come with the toolkit: MBPP's schema, ids and splits, so that every
 * number of the paper has its counterpart without a download.
 */
public final class Practice {
  private static final String RESOURCE = "/org/ilf4j/datasets/practice/practice.jsonl";

  private Practice() {}

  /** The tasks, read from the toolkit's own jar. */
  public static Tasks load() {
    try (InputStream in = Practice.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            RESOURCE + " is not on the class path; build the toolkit with mvn package.");
      }
      return Tasks.read("practice", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " cannot be read; build the toolkit again.", e);
    }
  }
}
