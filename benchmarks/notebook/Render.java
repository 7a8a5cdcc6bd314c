import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.ilf4j.judge.Cost;
import org.ilf4j.judge.Outcome;
import org.ilf4j.judge.TestResult;
import org.ilf4j.judge.Verdict;
import org.ilf4j.judge.Verdicts;
import org.ilf4j.jupyter.view.Views;
import org.ilf4j.sample.Sample;
import org.ilf4j.sample.Samples;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;

/** How long 1,000 samples and their verdicts take to render, first in a fresh JVM, then warm, and how large they are. */
public class Render {
  private static final String BODY =
      "    found = {}\n    for i, x in enumerate(xs):  # sample %d\n        if x %% 2 == 0 and x not in found:\n"
          + "            found[x] = str(i) + 'th'\n    return sorted(found.items())";

  public static void main(String[] arguments) {
    System.out.println("| rendered | first, ms | median, ms | slowest, ms | size, kB |");
    System.out.println("|---|---|---|---|---|");
    Samples samples = samples();
    measure("1,000 samples", samples);
    measure("1,000 verdicts", verdicts(samples));
  }

  private static void measure(String name, Object value) {
    double[] seconds = new double[21];
    int bytes = 0;
    for (int i = 0; i < seconds.length; i++) {
      long start = System.nanoTime();
      bytes = Views.bundle(value).html().getBytes(StandardCharsets.UTF_8).length;
      seconds[i] = (System.nanoTime() - start) / 1e9;
    }
    double first = seconds[0];
    double[] warm = Arrays.copyOfRange(seconds, 1, seconds.length);
    Arrays.sort(warm);
    System.out.printf(
        "| %s | %.0f | %.0f | %.0f | %,d |%n",
        name, 1000 * first, 1000 * warm[warm.length / 2], 1000 * warm[warm.length - 1], bytes / 1000);
  }

  private static Samples samples() {
    List<Task> tasks =
        IntStream.range(0, 100)
            .mapToObj(i -> new Task(i, "Write a function.", "def f(xs): pass", "", List.of("assert f([]) == []"), List.of()))
            .toList();
    return Samples.of(Tasks.of("a hundred tasks", tasks), IntStream.range(0, 1000).mapToObj(Render::sample).toList());
  }

  private static Sample sample(int i) {
    String body = String.format(BODY, i);
    return new Sample(i / 10, i % 10, "def f(xs):\n", body, body + "\nprint(f([1, 2]))", "RULE");
  }

  private static Verdicts verdicts(Samples samples) {
    return Verdicts.of(samples.tasks(), samples.stream().map(Render::verdict).toList());
  }

  private static Verdict verdict(Sample sample) {
    Outcome wrong = new Outcome.WrongValue();
    TestResult test = new TestResult("assert f([]) == []", wrong, "[1]", "[]", "returned [1], expected []", 0, 0.01);
    return new Verdict(sample, wrong, List.of(test), "", new Cost(0.01, 0.01, 9), Set.of());
  }
}
