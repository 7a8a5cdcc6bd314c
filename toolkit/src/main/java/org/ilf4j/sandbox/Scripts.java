package org.ilf4j.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The Python sources that lie beside this package's classes. */
final class Scripts {
  private Scripts() {}

  /** Several sources as one program. */
  static String join(String... names) {
    return Arrays.stream(names).map(Scripts::read).collect(Collectors.joining("\n"));
  }

  static String read(String name) {
    try (InputStream in = Scripts.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The jar lacks " + name + "; build it again.", e);
    }
  }
}
