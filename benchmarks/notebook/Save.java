import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import org.ilf4j.feedback.Feedback;
import org.ilf4j.feedback.FeedbackEntry;
import org.ilf4j.feedback.FeedbackEntry.State;
import org.ilf4j.feedback.FeedbackLog;
import org.ilf4j.jsonl.JsonlLog;

/** How long the feedback form's save takes until the line is on the disk, in logs of several lengths. */
final class Save {
  private static final int WARM = 200;
  private static final int ROUNDS = 500;
  private static final int WORDS = 69; // the mean of the paper's feedbacks (Table 6)

  public static void main(String[] arguments) throws IOException {
    Path parent = Path.of(arguments.length > 0 ? arguments[0] : "target");
    Files.createDirectories(parent);
    Path folder = Files.createTempDirectory(parent, "save");
    try {
      System.out.println("| lines in the log before | median, ms | 95 %, ms | 99 %, ms | longest, ms |");
      System.out.println("|---|---|---|---|---|");
      measure(folder, 0, WARM); // warms the virtual machine; not counted
      for (int lines : new int[] {0, 1_000, 10_000}) {
        double[] millis = measure(folder, lines, ROUNDS);
        System.out.printf(Locale.ROOT, "| %,d | %.2f | %.2f | %.2f | %.2f |%n", lines,
            at(millis, 0.5), at(millis, 0.95), at(millis, 0.99), millis[millis.length - 1]);
      }
    } finally {
      try (var files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private static double[] measure(Path folder, int lines, int rounds) throws IOException {
    FeedbackLog log = FeedbackLog.at(Files.createTempDirectory(folder, "log"));
    try (var before = JsonlLog.open(log.path(), FeedbackEntry.class)) {
      for (int i = 0; i < lines; i++) {
        before.append(new FeedbackEntry(State.SAVED, "2026-01-01T00:00:00Z", feedback(i)));
      }
    }
    double[] millis = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      Feedback next = feedback(lines + i);
      long start = System.nanoTime();
      log.save(next);
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    return millis;
  }

  private static Feedback feedback(int task) {
    String program = "def total(xs):\n" + "    xs = list(xs)\n".repeat(8) + "    return xs[0]\n";
    return Feedback.of(task, "def total(xs):\n", program, "word ".repeat(WORDS).strip(), "ann")
        .withRefinement(program.replace("xs[0]", "sum(xs)"));
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.round(share * sorted.length))];
  }
}
