package org.ilf4j.jupyter.progress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ilf4j.progress.ProgressSnapshot;

/** A snapshot in one line: how far, how fast, how long still, how much memory. */
final class ProgressLine {
  private static final double MEBI = 1 << 20;

  private ProgressLine() {}

  static String of(ProgressSnapshot snapshot) {
    List<String> parts = new ArrayList<>();
    parts.add(snapshot.label() + ": " + amount(snapshot));
    rate(snapshot, parts);
    Duration left = snapshot.left();
    if (snapshot.finished()) {
      parts.add(duration(snapshot.elapsed()));
    } else if (left != null) {
      parts.add(duration(left) + " left");
    }
    if (!snapshot.finished()) {
      parts.add(memory());
    }
    if (snapshot.finished() && snapshot.done() < snapshot.total() && !snapshot.kept().isEmpty()) {
      parts.add(snapshot.kept());
    }
    if (!snapshot.note().isBlank()) {
      parts.add(snapshot.note());
    }
    return String.join(" · ", parts);
  }

  private static String amount(ProgressSnapshot snapshot) {
    boolean whole = snapshot.finished() && snapshot.done() >= snapshot.total();
    String done = String.format(Locale.ROOT, "%,d", snapshot.done());
    String total = String.format(Locale.ROOT, "%,d", snapshot.total());
    String amount = (whole ? done : done + " of " + total) + " " + unit(snapshot);
    if (snapshot.finished() && !whole) {
      return "stopped at " + amount;
    }
    return snapshot.resumed() > 0
        ? amount + String.format(Locale.ROOT, " (%,d from before)", snapshot.resumed())
        : amount;
  }

  private static String unit(ProgressSnapshot snapshot) {
    return snapshot.total() == 1 ? snapshot.unit().replaceFirst("s$", "") : snapshot.unit();
  }

  private static void rate(ProgressSnapshot snapshot, List<String> parts) {
    double seconds = snapshot.elapsed().toNanos() / 1e9;
    long fresh = snapshot.done() - snapshot.resumed();
    if (fresh > 0 && seconds >= 1) {
      double rate = fresh / seconds;
      parts.add(
          rate >= 0.1
              ? String.format(Locale.ROOT, rate >= 10 ? "%,.0f/s" : "%.1f/s", rate)
              : String.format(Locale.ROOT, "%.0f s each", 1 / rate));
    }
  }

  static String duration(Duration time) {
    long seconds = Math.round(time.toMillis() / 1000.0);
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }

  private static String memory() {
    Runtime runtime = Runtime.getRuntime();
    double used = (runtime.totalMemory() - runtime.freeMemory()) / MEBI;
    return String.format(Locale.ROOT, "%,.0f of %,.0f MiB", used, runtime.maxMemory() / MEBI);
  }
}
