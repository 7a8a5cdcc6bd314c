package org.ilf4j.jupyter.failure;

import java.nio.file.Path;
import java.util.Optional;

/** What to do about an error of Java's own; the toolkit's errors say it themselves. */
final class NextStep {
  private NextStep() {}

  static Optional<String> after(String type) {
    return Optional.ofNullable(
        switch (type) {
          case "OutOfMemoryError" ->
              "take fewer at a time, or raise -XX:MaxRAMPercentage in kernel.json and restart;"
                  + " %ilf doctor says how much there is.";
          case "StackOverflowError" -> "look for a method that calls itself without an end.";
          case "NoClassDefFoundError", "ClassNotFoundException" ->
              "add the jar that has it: %classpath FILE, or %maven GROUP:ARTIFACT:VERSION.";
          case "NullPointerException" ->
              "something on that line is null; show each of its values in a cell of its own.";
          case "NoSuchFileException", "FileNotFoundException" ->
              "check the path; one without / in front begins in "
                  + Path.of("").toAbsolutePath()
                  + ".";
          case "UndefinedMagicException" ->
              "%ilf help lists the toolkit's magics; Tab behind % offers all.";
          default -> null;
        });
  }
}
