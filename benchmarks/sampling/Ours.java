import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ilf4j.model.Decoder;
import org.ilf4j.model.GenerationOptions;
import org.ilf4j.model.GenerationRequest;
import org.ilf4j.model.StopRule;
import org.ilf4j.model.checkpoint.Checkpoint;
import org.ilf4j.model.engine.Engine;
import org.ilf4j.model.tokenizer.Tokenizer;
import org.ilf4j.model.vector.VectorEngine;

/**
 * Our side: the same job as peers.py, fixed length. Arguments: checkpoint threads samples prompt new
 * seconds. The first run is not counted; the best of the others is told.
 */
public final class Ours {
  public static void main(String[] a) throws Exception {
    int threads = Integer.parseInt(a[1]);
    int samples = Integer.parseInt(a[2]);
    int fresh = Integer.parseInt(a[4]);
    long start = System.nanoTime();
    Checkpoint checkpoint = Checkpoint.read(Path.of(a[0]));
    Engine engine = new VectorEngine(checkpoint, threads);
    double load = (System.nanoTime() - start) * 1e-9;
    Decoder decoder = new Decoder(engine, new Words(checkpoint.config().vocabSize()));
    var options = new GenerationOptions(0.8, 1, 0, fresh, 1, StopRule.NONE);
    var prompt = "x".repeat(Integer.parseInt(a[3]));
    var request = List.of(new GenerationRequest(prompt, 1, 0, samples));
    decoder.generate(request, options, (r, i, g) -> {});
    long end = System.nanoTime() + (long) (Double.parseDouble(a[5]) * 1e9);
    double best = 0;
    double bestCpu = 0;
    int runs = 0;
    do {
      long wall = System.nanoTime();
      long cpu = cpu();
      decoder.generate(request, options, (r, i, g) -> {});
      double tokens = (double) samples * fresh;
      best = Math.max(best, tokens / ((System.nanoTime() - wall) * 1e-9));
      bestCpu = Math.max(bestCpu, tokens / ((cpu() - cpu) * 1e-9));
      runs++;
    } while (System.nanoTime() < end);
    System.out.printf(
        "{\"engine\": \"ilf4j\", \"threads\": %d, \"tokens_per_s\": %.1f,"
            + " \"tokens_per_cpu_s\": %.1f, \"load_s\": %.2f, \"runs\": %d, \"peak_mb\": %d}%n",
        threads, best, bestCpu, load, runs, peak());
    engine.close();
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Linux's high-water mark, -1 elsewhere. */
  private static long peak() throws Exception {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        ? Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
            .findFirst()
            .orElse(-1)
        : -1;
  }

  /** One id for each character; no end-of-text is ever drawn. */
  record Words(int size) implements Tokenizer {
    public int[] encode(String text) {
      return text.chars().map(c -> c % size).toArray();
    }

    public String decode(int... ids) {
      return "x".repeat(ids.length);
    }

    public int eosId() {
      return size;
    }

    public String token(int id) {
      return "x";
    }

    public void save(Path folder) {}
  }
}
