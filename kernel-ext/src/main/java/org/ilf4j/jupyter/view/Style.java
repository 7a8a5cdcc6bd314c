package org.ilf4j.jupyter.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The style sheet that each output carries, since a saved notebook keeps outputs alone. */
final class Style {
  /** Stronger than the rules that front ends have for tables and code in outputs. */
  private static final String SCOPE = ".ilf.ilf.ilf ";

  static final String SHEET = read();

  private Style() {}

  /** Small: without comments, and with the scope written once per rule here instead of there. */
  private static String read() {
    try (InputStream style = Style.class.getResourceAsStream("style.css")) {
      return new String(style.readAllBytes(), StandardCharsets.UTF_8)
          .replaceAll("(?s)/\\*.*?\\*/", "")
          .replaceAll("\\s*\\n\\s*", "")
          .replace("@ ", SCOPE);
    } catch (IOException e) {
      throw new UncheckedIOException("style.css is not readable in ilf4j-kernel-ext.jar.", e);
    }
  }
}
