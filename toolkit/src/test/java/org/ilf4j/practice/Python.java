package org.ilf4j.practice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Runs our own generated programs in Python. */
final class Python {
  private Python() {}

  /** What a script prints; the test is skipped where there is no python3. */
  static String run(String script) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder("python3", "-").redirectErrorStream(true).start();
    } catch (IOException e) {
      System.out.println("skipped: there is no python3 on the path");
      Assumptions.abort("skipped: there is no python3 on the path");
      return "";
    }
    try (var out = process.getOutputStream()) {
      out.write(script.getBytes(StandardCharsets.UTF_8));
    }
    try {
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(1, TimeUnit.MINUTES);
      return printed;
    } finally {
      process.destroyForcibly();
    }
  }
}
